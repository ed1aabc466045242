package dev.winnow.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** From a reply's text to a record that Bean Validation has seen. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class ReplyBenchmark {

    /** Plain Jackson and Hibernate Validator. */
    @Benchmark
    public Record bare(Libraries libraries) {
        return libraries.bare.reply(libraries.sample.reply());
    }

    /** Winnow. */
    @Benchmark
    public Record winnow(Libraries libraries) {
        return libraries.winnow.reply(libraries.sample.reply());
    }

    /** openai-java's structured outputs. */
    @Benchmark
    public Record openAiJava(Libraries libraries) {
        return libraries.openAiJava.reply(libraries.sample.reply());
    }

    /** Spring AI. */
    @Benchmark
    public Record springAi(Libraries libraries) {
        return libraries.springAi.reply(libraries.sample.reply());
    }

    /** LangChain4j. */
    @Benchmark
    public Record langChain4j(Libraries libraries) {
        return libraries.langChain4j.reply(libraries.sample.reply());
    }
}
