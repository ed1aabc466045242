package dev.winnow.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RatiosTest {

    @Test
    void mediansAsMultiplesOfWinnowAndBare() throws IOException {
        String results = "[" + result("bare", "[1.0, 1.5, 9.0], [1.4, 1.6]") + "," + result("winnow", "[3.0]") + "]";
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Ratios.print(StrictJson.mapper().readTree(results), new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("| reply receipt | bare | 1.50 | 2.0 | 0.50 | 1.00 |")
                .contains("| reply receipt | winnow | 3.00 | 2.0 | 1.00 | 2.00 |");
    }

    private static String result(String library, String micros) {
        return """
                {"benchmark": "dev.winnow.benchmarks.ReplyBenchmark.%s", "params": {"sample": "RECEIPT"},
                 "primaryMetric": {"rawData": [%s]},
                 "secondaryMetrics": {"gc.alloc.rate.norm": {"rawData": [[2000.0]]}}}""".formatted(library, micros);
    }
}
