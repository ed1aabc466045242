package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlanTest {

    @RegisterExtension
    final World world = new World();

    private Cli.Result planned(String... more) {
        List<String> words = new ArrayList<>(List.of(world.words(more)));
        words.set(0, "plan");
        return world.cli().run(words.toArray(String[]::new));
    }

    private JsonNode plan(int exitCode, String... more) {
        String[] words = Arrays.copyOf(more, more.length + 1);
        words[more.length] = "--json";
        try {
            return new ObjectMapper().readTree(planned(words).exits(exitCode).out());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> everything() {
        List<String> all = new ArrayList<>();
        for (String table : world.sql().tables()) {
            world.sql().rows("SELECT t::text FROM " + table + " t ORDER BY 1").forEach(row -> all.add(table + row));
        }
        return all;
    }

    @Test
    void saysWhatARunWillAskAndLeavesNothing() {
        world.receipts(20);
        world.file("twin.txt", World.receipt("Shop 001"));
        world.file("binary.bin", "\0".getBytes(StandardCharsets.UTF_8));
        world.file("large.txt", "x".repeat(3_000));
        world.setting("winnow.max-document-size", "2KB");
        List<String> before = everything();
        JsonNode plan = plan(ExitCodes.OTHER_OUTCOMES);
        assertThat(everything()).isEqualTo(before);
        assertThat(world.simulator().bill().calls()).isZero();
        assertThat(plan.path("documents").asInt()).isEqualTo(22);
        assertThat(plan.path("to_ask").asInt()).isEqualTo(20);
        assertThat(plan.path("too_long").asInt()).isEqualTo(1);
        assertThat(plan.path("unreadable").asInt()).isEqualTo(1);
        assertThat(plan.path("route").path(0).path("basis").asText()).isEqualTo("OUTPUT_LIMIT");
        assertThat(plan.path("expected_output_tokens").asLong()).isEqualTo(20 * 8192);
        assertThat(plan.path("seconds").isNull()).isTrue();

        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        String estimated = world.sql().value("SELECT sum(estimated_tokens) FROM winnow.model_call");
        assertThat(plan.path("input_tokens").asText()).isEqualTo(estimated);
        assertThat(plan.path("usd").path("first_calls_at_most").decimalValue())
                .isGreaterThan(world.report().path("cost").path("usd").decimalValue());

        JsonNode after = plan(ExitCodes.OTHER_OUTCOMES);
        assertThat(after.path("to_ask").asInt()).isZero();
        assertThat(after.path("answered").path("EXTRACTED").asInt()).isEqualTo(20);
        assertThat(after.path("usd").path("expected").decimalValue()).isZero();
    }

    @Test
    void learnsFromASampleThatTheRunDoesNotPayForAgain() {
        world.receipts(30);
        JsonNode plan = plan(ExitCodes.DONE, "--sample", "6", "--label", "tenant=a");
        assertThat(plan.path("sample").path("calls").asInt()).isEqualTo(6);
        assertThat(plan.path("to_ask").asInt()).isEqualTo(24);
        assertThat(plan.path("answered").path("EXTRACTED").asInt()).isEqualTo(6);
        assertThat(plan.path("route").path(0).path("basis").asText()).isEqualTo("SAMPLE");
        assertThat(plan.path("seconds").asLong()).isPositive();
        assertThat(world.sql().value("SELECT labels FROM winnow.run"))
                .contains("\"plan\": \"sample\"", "\"tenant\": \"a\"");

        world.run().exits(ExitCodes.DONE);
        assertThat(world.simulator().bill().calls()).isEqualTo(30);
        JsonNode actual = world.report();
        assertThat(actual.path("calls").asInt()).isEqualTo(24);
        assertThat(actual.path("tokens").path("output").asDouble())
                .isCloseTo(plan.path("expected_output_tokens").asDouble(), withinPercentage(5));
        double error = plan.path("route").path(0).path("estimate_error").asDouble();
        assertThat(actual.path("tokens").path("input").asDouble())
                .isCloseTo(plan.path("input_tokens").asDouble() * (1 + error), withinPercentage(1));
    }

    @Test
    void countsRepliesThatOnlyTheJournalHas() {
        world.receipts(3);
        world.run().exits(ExitCodes.DONE);
        world.sql()
                .execute(
                        "UPDATE winnow.run_document SET outcome = NULL, extraction_id = NULL, origin = NULL",
                        "DELETE FROM records.receipt",
                        "DELETE FROM winnow.extraction_call",
                        "DELETE FROM winnow.extraction");
        JsonNode plan = plan(ExitCodes.DONE);
        assertThat(plan.path("replies_in_journal").asInt()).isEqualTo(3);
        assertThat(plan.path("to_ask").asInt()).isZero();

        world.setting("winnow.journal.reuse", "run");
        assertThat(plan(ExitCodes.DONE).path("to_ask").asInt()).isEqualTo(3);
        assertThat(planned().out()).contains(" s (by the latency seen so far; limits that only the server knows");
        world.setting("winnow.endpoints.openai.limits[gpt-4.1].requests-per-minute", "2");
        assertThat(planned().out()).contains("about 1 min 30 s (by the configured requests-per-minute; ");
        world.setting("winnow.endpoints.openai.tokens-per-minute", "10000");
        assertThat(planned().out()).contains("about 2 min 28 s (by the configured tokens-per-minute; ");
        world.setting("winnow.endpoints.openai.requests-per-day", "2");
        assertThat(planned().out()).contains("about 12 h 0 min (by the configured requests-per-day; ");
    }

    @Test
    void tellsOtherRecipesUnknownPricesAndRetriesApart() {
        world.receipts(2);
        world.answered("No", "{\"refusal\":\"No.\"}");
        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        JsonNode other = plan(ExitCodes.OTHER_OUTCOMES, "--model", World.OTHER_MODEL);
        assertThat(other.path("other_recipe").asInt()).isEqualTo(3);
        assertThat(plan(ExitCodes.DONE, "--model", World.OTHER_MODEL, "--redo")
                        .path("to_ask")
                        .asInt())
                .isEqualTo(3);
        JsonNode unknown = plan(ExitCodes.DONE, "--model", "a-model-of-mine", "--redo");
        assertThat(unknown.path("usd").path("expected").isNull()).isTrue();
        assertThat(unknown.path("usd").path("first_calls_at_most").isNull()).isTrue();
        assertThat(plan(ExitCodes.DONE, "--retry", "REFUSED").path("to_ask").asInt())
                .isEqualTo(1);
        assertThat(planned("--retry", "REFUSED").out())
                .contains("3 documents as receipt: 1 to ask, 2 already EXTRACTED");
    }

    @Test
    void worksOnADatabaseThatNoRunHasUsedAndOffline() {
        String empty = world.server().createEmpty();
        try {
            world.receipts(2);
            String url = world.server().url(empty);
            assertThat(plan(ExitCodes.DONE, "--db-url", url).path("to_ask").asInt())
                    .isEqualTo(2);
            assertThat(world.server().sql(empty).tables()).isEmpty();
        } finally {
            world.server().drop(empty);
        }
        assertThat(world.cli()
                        .run("plan", "receipt", Installation.samples("receipts").toString(), "--offline")
                        .exits(ExitCodes.DONE)
                        .out())
                .contains("documents as receipt");
        assertThat(planned("--sample", "-1").exits(ExitCodes.USAGE).err()).contains("--sample: is -1, at least 1");
    }
}
