package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/operating.md says is so. */
class OperatingPageTest {

    @RegisterExtension
    final World world = new World();

    private static String page() throws IOException {
        return Files.readString(Installation.home().resolve("docs").resolve("operating.md"));
    }

    private static List<String> sql() throws IOException {
        return Pattern.compile("```sql\n(.*?)\n```", Pattern.DOTALL)
                .matcher(page())
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String section(String title) throws IOException {
        String from = page().substring(page().indexOf("## " + title) + 3);
        return from.substring(0, from.indexOf("\n## "));
    }

    /** What stands in back quotes in a column of a section's table, below its heading. */
    private static Set<String> column(String section, int number) {
        Set<String> words = new TreeSet<>();
        section.lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> Pattern.compile("`([a-z0-9_]+)`")
                        .matcher(line.split("\\|")[number])
                        .results()
                        .forEach(word -> words.add(word.group(1))));
        return words;
    }

    private void runs() {
        world.receipts(3);
        world.answered("No", "{\"refusal\":\"No.\"}");
        world.answered(
                "Odd", "{\"status\":400,\"error\":{\"message\":\"m\",\"type\":\"t\",\"code\":\"invalid_value\"}}");
        world.answered(
                "Busy",
                "{\"replies\":[{\"status\":500,\"headers\":{\"retry-after\":\"2\"}}," + World.record("Busy") + "]}");
        world.run("--label", "tenant=acme").exits(ExitCodes.OTHER_OUTCOMES);
        // another is answered, which shows that the odd one is at fault
        world.receipts(4);
        world.restart();
        world.run("--label", "tenant=acme", "--retry", "FAILED").exits(ExitCodes.OTHER_OUTCOMES);
    }

    @Test
    void theSqlRunsAndFindsSomething() throws IOException {
        runs();
        assertThat(sql()).hasSize(11);
        for (String statement : sql()) {
            String rows = world.cli()
                    .run("sql", statement, "--db-url", world.url())
                    .exits(ExitCodes.DONE)
                    .out();
            assertThat(rows.lines().count()).as(statement).isGreaterThan(2);
        }
        assertThat(world.sql().rows("SELECT value, usd > 0 FROM winnow.cost_by_label"))
                .containsExactly("acme|t");
    }

    @Test
    void theFieldsOfTheLogAreThose() throws IOException {
        Path directory = world.folder().resolve("state");
        world.setting("winnow.directory", directory.toString());
        runs();
        world.receiptOf("Dear");
        world.restart();
        world.setting("winnow.budget.usd-per-run", "0.000001");
        world.run("--model", World.OTHER_MODEL, "--redo").exits(ExitCodes.STOPPED);
        Set<String> fields = new TreeSet<>();
        Set<String> events = new TreeSet<>();
        for (String line : Files.readAllLines(directory.resolve("winnow.log"))) {
            JsonNode json = new ObjectMapper().readTree(line);
            json.fieldNames().forEachRemaining(fields::add);
            events.add(json.path("event").asText());
        }
        Set<String> listed = column(section("The log"), 1);
        assertThat(listed).containsAll(fields);
        // these need a circuit that opens, a server that asks for a long wait or a limit that is reached
        listed.removeAll(fields);
        assertThat(listed)
                .isSubsetOf(
                        "limit",
                        "takes",
                        "waiting",
                        "until",
                        "down_since",
                        "retry_after_ms",
                        "wait_ms",
                        "cached_tokens");
        assertThat(column(section("The log"), 2)).containsAll(events);
    }

    @Test
    void theMetricsAreThose() throws IOException {
        Path file = world.folder().resolve("winnow.prom");
        world.setting("winnow.metrics.file", file.toString());
        world.setting("winnow.budget.usd-per-run", "5");
        runs();
        Set<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("# TYPE ")) {
                names.add(line.split(" ")[2]);
            }
        }
        List<String> unlisted = new ArrayList<>(names);
        unlisted.removeAll(column(section("Metrics"), 1));
        assertThat(unlisted).isSubsetOf("winnow_call_duration_seconds_max");
    }
}
