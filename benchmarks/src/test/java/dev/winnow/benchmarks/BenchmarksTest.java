package dev.winnow.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.json.StrictJson;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;

/** A benchmark that measures a failure is worthless. */
class BenchmarksTest {

    private static final List<Class<?>> BENCHMARKS =
            List.of(SchemaBenchmark.class, RequestBenchmark.class, ReplyBenchmark.class);

    static Stream<Method> benchmarks() {
        return BENCHMARKS.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Benchmark.class));
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void runsForEachSample(Method benchmark) throws ReflectiveOperationException {
        for (Sample sample : Sample.values()) {
            Object object = benchmark.getDeclaringClass().getConstructor().newInstance();
            assertThat(benchmark.invoke(object, libraries(sample))).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void allReadTheSameRecord(Sample sample) {
        Libraries libraries = libraries(sample);
        ReplyBenchmark benchmark = new ReplyBenchmark();
        Record expected = benchmark.bare(libraries);

        assertThat(StrictJson.mapper().<JsonNode>valueToTree(expected)).hasToString(sample.reply());
        assertThat(benchmark.winnow(libraries)).isEqualTo(expected);
        assertThat(benchmark.openAiJava(libraries)).isEqualTo(expected);
        assertThat(benchmark.springAi(libraries)).isEqualTo(expected);
        assertThat(benchmark.langChain4j(libraries)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void allRequestsHoldInstructionsDocumentAndStrictSchema(Sample sample) throws IOException {
        Libraries libraries = libraries(sample);
        RequestBenchmark benchmark = new RequestBenchmark();
        String instructions = libraries.winnow.prompt(sample.document()).get(0).content();

        for (byte[] body : List.of(
                benchmark.winnow(libraries),
                benchmark.openAiJava(libraries),
                benchmark.springAi(libraries),
                benchmark.langChain4j(libraries))) {
            JsonNode request = StrictJson.mapper().readTree(body);
            assertThat(request.at("/messages/0/content").asText()).isEqualTo(instructions);
            assertThat(request.at("/messages/1/content").asText()).contains(sample.document());
            assertThat(request.at("/response_format/json_schema/strict").asBoolean())
                    .isTrue();
            assertThat(request.at("/response_format/json_schema/schema/properties"))
                    .hasSize(sample.type().getRecordComponents().length);
            assertThat(request.get("max_completion_tokens").asInt()).isEqualTo(8192);
            assertThat(request.get("store").asBoolean()).isFalse();
        }
    }

    private static Libraries libraries(Sample sample) {
        Libraries libraries = new Libraries();
        libraries.sample = sample;
        libraries.make();
        return libraries;
    }
}
