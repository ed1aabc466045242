package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.core.json.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The log that is kept: one JSON object a line. */
class LogTest {

    private static final String MIB = "1MB";

    @RegisterExtension
    final World world = new World();

    private Path directory() {
        return world.folder().resolve("state");
    }

    private void ownDirectory() {
        world.setting("winnow.directory", directory().toString());
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(directory().resolve("winnow.log"))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private List<JsonNode> lines(String event) throws IOException {
        return lines().stream()
                .filter(line -> line.path("event").asText().equals(event))
                .toList();
    }

    @Test
    void holdsOneLineForEachCallWithFiguresInPlaceOfTexts() throws IOException {
        ownDirectory();
        world.receipts(3);
        world.answered("No", "{\"refusal\":\"No.\"}");
        world.answered(
                "Odd", "{\"status\":400,\"error\":{\"message\":\"m\",\"type\":\"t\",\"code\":\"invalid_value\"}}");
        world.run().exits(ExitCodes.OTHER_OUTCOMES);

        List<JsonNode> calls = lines("call_closed");
        assertThat(calls).hasSize(5);
        assertThat(world.sql().rows("SELECT id, document_id, model, attempt, latency_ms FROM winnow.model_call"))
                .containsExactlyInAnyOrderElementsOf(calls.stream()
                        .map(call -> String.join(
                                "|",
                                call.path("call").asText(),
                                call.path("document").asText(),
                                call.path("model").asText(),
                                call.path("attempt").asText(),
                                call.path("latency_ms").asText()))
                        .toList());
        JsonNode good = byDocument(calls, World.receipt("Shop 001"));
        assertThat(good.path("level").asText()).isEqualTo("INFO");
        assertThat(good.path("run").isIntegralNumber()).isTrue();
        assertThat(good.path("result").asText()).isEqualTo("ANSWERED");
        assertThat(good.path("endpoint").asText()).isEqualTo("openai");
        assertThat(good.path("request_id").asText()).isNotEmpty();
        assertThat(good.path("input_tokens").asLong()).isPositive();
        assertThat(good.path("usd").isNumber()).isTrue();
        String reply = world.sql()
                .value("SELECT reply ->> 'content' FROM winnow.model_call WHERE id = "
                        + good.path("call").asLong());
        assertThat(good.path("reply_chars").asInt())
                .isEqualTo(String.valueOf(reply).length());
        assertThat(good.path("reply_sha256").asText()).isEqualTo(CanonicalJson.sha256(String.valueOf(reply)));
        JsonNode odd = byDocument(calls, World.receipt("Odd"));
        assertThat(odd.path("level").asText()).isEqualTo("WARN");
        assertThat(odd.path("result").asText()).isEqualTo("REJECTED");
        assertThat(odd.path("status").asInt()).isEqualTo(400);
        assertThat(odd.path("code").asText()).isEqualTo("invalid_value");
    }

    private static JsonNode byDocument(List<JsonNode> calls, String text) {
        String id = CanonicalJson.sha256(text);
        return calls.stream()
                .filter(call -> call.path("document").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void holdsBeginAndEndWithFigures() throws IOException {
        ownDirectory();
        world.receipts(2);
        world.run().exits(ExitCodes.DONE);
        assertThat(lines().get(0).path("event").asText()).isEqualTo("run_begun");
        assertThat(lines().get(0).path("types").asText()).isEqualTo("receipt");
        List<JsonNode> ended = lines("run_ended");
        assertThat(ended).hasSize(1);
        assertThat(ended.get(0).path("calls").asInt()).isEqualTo(2);
        assertThat(ended.get(0).path("outcomes").path("EXTRACTED").asInt()).isEqualTo(2);
        assertThat(ended.get(0).has("why")).isFalse();

        world.setting("winnow.api-key", "wrong");
        world.receiptOf("Later");
        world.model(options -> options.withApiKeys("right"));
        world.run().exits(ExitCodes.STOPPED);
        world.setting("winnow.api-key", "right");
        world.run().exits(ExitCodes.DONE);
        assertThat(lines("run_ended")).hasSize(3);
        assertThat(lines("run_ended").get(1).path("why").asText()).contains("401");
        assertThat(lines("run_continued")).hasSize(1);
    }

    @Test
    void isAppendedToAndRolledWithinItsBounds() throws IOException {
        ownDirectory();
        world.setting("winnow.log.max-file-size", MIB);
        world.setting("winnow.log.max-total-size", MIB);
        world.receipts(1);
        world.run().exits(ExitCodes.DONE);
        Path file = directory().resolve("winnow.log");
        Files.writeString(file, ("{\"event\":\"" + "x".repeat(100) + "\"}\n").repeat(20_000));
        world.receiptOf("Later");
        world.restart();
        world.run().exits(ExitCodes.DONE);
        assertThat(Files.size(file)).isLessThan(100_000);
        try (Stream<Path> all = Files.list(directory())) {
            assertThat(all.map(path -> path.getFileName().toString())
                            .filter(name -> name.endsWith(".log.gz"))
                            .toList())
                    .hasSize(1)
                    .allMatch(name -> name.matches("winnow\\.\\d{4}-\\d{2}-\\d{2}\\.\\d+\\.log\\.gz"));
        }
    }

    @Test
    void isCheckedAtStart() throws IOException {
        world.receipts(1);
        world.setting("winnow.log.max-days", "0");
        assertThat(world.run().exits(ExitCodes.USAGE).err()).contains("winnow.log.max-days: is 0, at least 1");
        world.setting("winnow.log.max-days", "1");
        Path blocked = Files.createFile(world.folder().resolve("a file"));
        world.setting("winnow.directory", blocked.toString());
        assertThat(world.run().exits(ExitCodes.USAGE).err()).contains("takes no log");
        assertThat(world.sql().count("winnow.run")).isZero();
    }
}
