package dev.winnow.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** Deriving a record type's schema, which Winnow does once for a type and run. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class SchemaBenchmark {

    /** Winnow. */
    @Benchmark
    public Object winnow(Libraries libraries) {
        return libraries.winnow.schema();
    }

    /** openai-java's structured outputs. */
    @Benchmark
    public Object openAiJava(Libraries libraries) {
        return libraries.openAiJava.schema();
    }

    /** Spring AI. */
    @Benchmark
    public Object springAi(Libraries libraries) {
        return libraries.springAi.schema();
    }

    /** LangChain4j. */
    @Benchmark
    public Object langChain4j(Libraries libraries) {
        return libraries.langChain4j.schema();
    }
}
