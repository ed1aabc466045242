package dev.winnow.benchmarks;

import dev.winnow.core.model.TokenCounter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** From a document's text to the body of the HTTP request, up to where the network would begin. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class RequestBenchmark {

    /** Winnow. */
    @Benchmark
    public byte[] winnow(Libraries libraries) {
        return libraries.winnow.request(libraries.sample.document());
    }

    /** openai-java's structured outputs. */
    @Benchmark
    public byte[] openAiJava(Libraries libraries) {
        return libraries.openAiJava.request(libraries.sample.document());
    }

    /** Spring AI. */
    @Benchmark
    public byte[] springAi(Libraries libraries) {
        return libraries.springAi.request(libraries.sample.document());
    }

    /** LangChain4j. */
    @Benchmark
    public byte[] langChain4j(Libraries libraries) {
        return libraries.langChain4j.request(libraries.sample.document());
    }

    /** Winnow's prompt and the key under which the journal keeps the reply, beside the request itself. */
    @Benchmark
    public String winnowKey(Libraries libraries) {
        return libraries.winnow.key(libraries.sample.document());
    }

    /** Winnow's prompt and the count of its tokens, for the limits. */
    @Benchmark
    public int winnowTokens(Libraries libraries) {
        return TokenCounter.count(libraries.winnow.prompt(libraries.sample.document()));
    }
}
