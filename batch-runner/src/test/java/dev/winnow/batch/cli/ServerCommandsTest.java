package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code winnow db start} and {@code winnow simulator}: they serve until they are told to stop. */
class ServerCommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void keepsTheDatabaseUpUntilASignal() throws Exception {
        Path directory = Installation.DIRECTORY_OF_ITS_OWN;
        Path password = directory.resolve("db").resolve("password");
        try (Child child = Child.start(Cli.standard().in(directory), folder, "db", "start")) {
            String url = child.line();
            assertThat(url).matches("postgresql://[a-z]+@127\\.0\\.0\\.1:\\d+/winnow");
            assertThat(child.err()).contains(password.toString());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                    .isEqualTo("rw-------");
            URI uri = URI.create(url);
            Sql sql = new Sql(
                    "jdbc:postgresql://127.0.0.1:" + uri.getPort() + "/winnow",
                    uri.getUserInfo(),
                    Files.readString(password).strip());
            assertThat(sql.tables()).contains("records.receipt", "winnow.model_call");
            child.terminate().exitCode();
        }
        assertThat(Files.exists(directory.resolve("db").resolve("data").resolve("postmaster.pid")))
                .as("the server still runs")
                .isFalse();
    }

    @Test
    void hasNoServerToStartForAUrl() {
        assertThat(Cli.standard()
                        .with("winnow.db.url", "")
                        .run("db", "start", "--db-url", "nonsense")
                        .exits(ExitCodes.USAGE)
                        .err())
                .contains("--db-url");
    }

    @Test
    void answersAnyClientFromFiles() throws Exception {
        Path samples = Installation.home().resolve("samples");
        String document = Files.readString(samples.resolve("receipts").resolve("honey-stall.txt"));
        JsonNode expected = JSON.readTree(Files.readString(
                        samples.resolve("expected").resolve("receipts").resolve("honey-stall.json")))
                .path("record");
        try (Child child =
                Child.start(Cli.standard(), folder, "simulator", "--port", "0", "--answers", samples.toString())) {
            String url = child.line();
            assertThat(url).matches("http://127\\.0\\.0\\.1:\\d+/v1");
            ObjectNode request = JSON.createObjectNode().put("model", "winnow-offline");
            request.putArray("messages").addObject().put("role", "user").put("content", document);
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url + "/chat/completions"))
                                    .header("authorization", "Bearer any")
                                    .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(response.headers().firstValue("x-ratelimit-limit-requests"))
                    .isPresent();
            String content = JSON.readTree(response.body())
                    .path("choices")
                    .path(0)
                    .path("message")
                    .path("content")
                    .asText();
            assertThat(JSON.readTree(content)).isEqualTo(expected);
            child.terminate().exitCode();
        }
    }

    @Test
    void namesTheLineOfAWrongAnswer() throws Exception {
        Path answers = Files.writeString(folder.resolve("answers.jsonl"), "{\"text\":\"a\",\"secret\":1}\n");
        assertThat(Cli.standard()
                        .run("simulator", "--answers", answers.toString())
                        .exits(ExitCodes.USAGE)
                        .err())
                .contains(answers + ":1");
    }
}
