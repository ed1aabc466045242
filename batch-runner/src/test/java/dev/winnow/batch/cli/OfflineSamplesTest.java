package dev.winnow.batch.cli;

import static dev.winnow.batch.cli.Installation.expected;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfflineSamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RECEIPTS = 16;
    private static final int ADVISORIES = 10;

    private EmbeddedPostgres server;
    private Sql sql;

    /** Joined before the command starts it, so that it stays up between commands. */
    @BeforeAll
    void joinTheServer() {
        server = EmbeddedPostgres.open(Installation.DIRECTORY, Installation.DIRECTORY.resolve("offline"));
        sql = new Sql(server.jdbcUrl(), server.user(), server.password());
    }

    @AfterAll
    void leaveTheServer() {
        server.close();
    }

    @BeforeEach
    void empty() {
        sql.execute("DROP SCHEMA IF EXISTS records CASCADE", "DROP SCHEMA IF EXISTS winnow CASCADE");
    }

    private static Cli.Result offline(String types, String... more) {
        String[] words = new String[more.length + 3];
        words[0] = "run";
        words[1] = types;
        words[2] = "--offline";
        System.arraycopy(more, 0, words, 3, more.length);
        // without a key: none is needed
        return Cli.standard().with("winnow.api-key", "").run(words);
    }

    private static String receipts() {
        return Installation.samples("receipts").toString();
    }

    private static String advisories() {
        return Installation.samples("advisories").toString();
    }

    @Test
    void findsTheAnswerOfADocumentWithHiddenCharacters(@TempDir Path folder) throws IOException {
        Path input = Files.createDirectory(folder.resolve("in"));
        Files.writeString(input.resolve("a.txt"), "Tea\u200b House\nTOTAL 4.20\n");
        Files.writeString(
                folder.resolve("a.json"),
                "{\"type\":\"receipt\",\"record\":{\"company\":\"Tea House\",\"date\":null,\"address\":null,\"total\":4.20}}");
        Cli.Result run = offline("receipt", input.toString(), "--answers", folder.toString());
        assertThat(run.exits(ExitCodes.DONE).out()).contains("1 EXTRACTED");
    }

    @Test
    void readsTheReceipts() throws IOException {
        Cli.Result result = offline("receipt", receipts()).exits(ExitCodes.DONE);
        assertThat(expected("receipts")).hasSize(RECEIPTS);
        assertThat(TypedRows.differences(sql, "receipt", expected("receipts"))).isEmpty();
        assertThat(result.out().lines())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("run 1: 16 documents as receipt: 16 EXTRACTED"),
                        second -> assertThat(second)
                                .matches("16 calls, \\d+ input and \\d+ output tokens, USD 0\\.00, \\d+\\.\\d s"));
        assertThat(result.err()).contains("no model is asked");
    }

    @Test
    void readsTheAdvisoriesWithTheirLists() throws IOException {
        offline("advisory", advisories()).exits(ExitCodes.DONE);
        assertThat(expected("advisories")).hasSize(ADVISORIES);
        assertThat(TypedRows.differences(sql, "advisory", expected("advisories")))
                .isEmpty();
    }

    @Test
    void tellsTheTypesApart() throws IOException {
        offline("receipt,advisory", receipts(), advisories()).exits(ExitCodes.DONE);
        assertThat(TypedRows.differences(sql, "receipt", expected("receipts"))).isEmpty();
        assertThat(TypedRows.differences(sql, "advisory", expected("advisories")))
                .isEmpty();
    }

    @Test
    void seesADifference() throws IOException {
        offline("receipt", receipts()).exits(ExitCodes.DONE);
        sql.execute("UPDATE records.receipt SET total = total + 0.01 WHERE company = 'Odderby''s Heather Honey Stall'");
        assertThat(TypedRows.differences(sql, "receipt", expected("receipts"))).hasSize(2);
    }

    @Test
    void doesNothingTheSecondTime(@TempDir Path directory) throws IOException {
        offline("receipt,advisory", receipts(), advisories()).exits(ExitCodes.DONE);
        List<String> before = sql.snapshot();
        assertThat(before).hasSizeGreaterThan(RECEIPTS + ADVISORIES);

        Path report = directory.resolve("report.json");
        Cli.Result second = offline("receipt,advisory", advisories(), receipts(), "--report", report.toString());
        second.exits(ExitCodes.DONE);
        assertThat(sql.snapshot()).isEqualTo(before);
        assertThat(second.out()).contains("run 2: 26 documents", "26 EXTRACTED").contains("0 calls");
        JsonNode json = JSON.readTree(report.toFile());
        assertThat(json.path("calls").asInt()).isZero();
        assertThat(json.path("outcomes")).isEqualTo(JSON.readTree("{\"EXTRACTED\":26}"));
    }

    @Test
    void reports(@TempDir Path directory) throws IOException {
        Path report = directory.resolve("report.json");
        offline("receipt", receipts(), "--report", report.toString()).exits(ExitCodes.DONE);
        JsonNode json = JSON.readTree(report.toFile());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "run",
                        "types",
                        "documents",
                        "outcomes",
                        "pending",
                        "calls",
                        "journal_hits",
                        "rows_restored",
                        "unfit",
                        "tokens",
                        "cost",
                        "seconds");
        assertThat(json.path("tokens").fieldNames()).toIterable().containsExactly("input", "cached", "output");
        assertThat(json.path("cost")).isEqualTo(JSON.readTree("{\"usd\":\"0.00\"}"));
        assertThat(json.path("run").asLong()).isEqualTo(1);
        assertThat(json.path("types")).isEqualTo(JSON.readTree("[\"receipt\"]"));
        assertThat(json.path("documents").asInt()).isEqualTo(RECEIPTS);
        assertThat(json.path("outcomes")).isEqualTo(JSON.readTree("{\"EXTRACTED\":16}"));
        assertThat(json.path("calls").asInt()).isEqualTo(RECEIPTS);
        assertThat(json.path("journal_hits").asInt()).isZero();
        assertThat(json.path("tokens").path("input").asLong()).isPositive();
        assertThat(json.path("seconds").isNumber()).isTrue();
        assertThat(directory.toFile().list()).containsExactly("report.json");
    }

    @Test
    void neverPassesForAModel() {
        offline("receipt", receipts()).exits(ExitCodes.DONE);
        assertThat(sql.rows("SELECT DISTINCT endpoint, model FROM winnow.model_call"))
                .containsExactly("offline simulator|winnow-offline");
    }

    @Test
    void showsItsRowsWithTheCommandItNames() {
        Cli.Result run = offline("receipt", receipts()).exits(ExitCodes.DONE);
        assertThat(run.err()).contains("winnow sql --offline \"SELECT * FROM records.receipt\"");
        Cli.Result rows = Cli.standard()
                .run("sql", "--offline", "--csv", "SELECT * FROM records.receipt")
                .exits(ExitCodes.DONE);
        assertThat(rows.out().split("\r\n")).hasSize(RECEIPTS + 1);
    }
}
