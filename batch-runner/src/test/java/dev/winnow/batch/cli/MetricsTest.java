package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetricsTest {

    private static final String TAGS = "{endpoint=\"openai\",model=\"gpt-4.1\"";

    @RegisterExtension
    final World world = new World();

    private Path file() {
        return world.folder().resolve("winnow.prom");
    }

    @Test
    void areLeftInAFileThatPrometheusReads() throws IOException {
        world.receipts(4);
        world.answered("No", "{\"refusal\":\"No.\"}");
        world.answered(
                "Odd", "{\"status\":400,\"error\":{\"message\":\"m\",\"type\":\"t\",\"code\":\"invalid_value\"}}");
        world.setting("winnow.budget.usd-per-run", "5");
        world.run("--metrics", file().toString()).exits(ExitCodes.OTHER_OUTCOMES);
        List<String> lines = Files.readAllLines(file());
        assertThat(lines)
                .contains(
                        "winnow_calls_total" + TAGS + ",result=\"ANSWERED\"} 5.0",
                        "winnow_calls_total" + TAGS + ",result=\"REJECTED\"} 1.0",
                        "winnow_call_duration_seconds_count" + TAGS + "} 6",
                        "winnow_calls_in_flight" + TAGS + "} 0.0",
                        "winnow_documents_total{outcome=\"EXTRACTED\"} 4.0",
                        "winnow_documents_total{outcome=\"REFUSED\"} 1.0",
                        "winnow_endpoint_state{endpoint=\"openai\",state=\"CLOSED\"} 1.0",
                        "winnow_endpoint_state{endpoint=\"openai\",state=\"OPEN\"} 0.0",
                        "winnow_run_pending 0.0")
                .anyMatch(line -> line.startsWith("winnow_call_duration_seconds_bucket" + TAGS + ",le=\"1.0\"}"));
        double cost = value(lines, "winnow_cost_usd_total" + TAGS + "}");
        // a sum of doubles, in the order in which the calls ended
        assertThat(cost).isCloseTo(world.report().path("cost").path("usd").asDouble(), within(1e-9));
        assertThat(value(lines, "winnow_budget_left{of=\"run\",unit=\"usd\"}")).isCloseTo(5 - cost, within(1e-9));
        assertThat(value(
                        lines,
                        "winnow_tokens_total"
                                + TAGS.replace("{endpoint", "{endpoint").replace(",model", ",kind=\"input\",model")
                                + "}"))
                .isEqualTo(world.report().path("tokens").path("input").asDouble());
        assertThat(labels(lines))
                .isSubsetOf(
                        "endpoint",
                        "model",
                        "result",
                        "outcome",
                        "state",
                        "kind",
                        "of",
                        "unit",
                        "le",
                        "after",
                        "limit");
        try (var folder = Files.list(world.folder())) {
            assertThat(folder.filter(path -> path.toString().endsWith(".part"))).isEmpty();
        }
    }

    private static double value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " in " + lines));
    }

    private static Set<String> labels(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.startsWith("#"))
                .flatMap(
                        line -> Pattern.compile("[{,]([a-z]+)=\"").matcher(line).results())
                .map((MatchResult label) -> label.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void areCheckedAtStart() {
        world.receipts(1);
        assertThat(world.run("--metrics", world.folder().resolve("no/where").toString())
                        .exits(ExitCodes.USAGE)
                        .err())
                .contains("--metrics: the folder of");
    }
}
