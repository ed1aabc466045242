package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Input and surroundings that are not as they should be: each has a clear error, and nothing is lost. */
class BadInputTest {

    @RegisterExtension
    final World world = new World();

    @Test
    void namesTheKnownTypes() {
        world.receipts(1);
        String[] words = world.words();
        words[1] = "receipt,invoice";
        assertThat(world.cli().run(words).exits(ExitCodes.USAGE).err())
                .contains("record type \"invoice\"", "is not known", "advisory, receipt", "[unknown-type]");
    }

    @Test
    void namesThePathThatIsMissing() {
        world.receipts(1);
        Path missing = world.folder().resolve("no such folder");
        assertThat(world.run(missing.toString()).exits(ExitCodes.USAGE).err())
                .contains(missing.toString(), "does not exist", "[input-path]");
        assertThat(world.simulator().bill().calls()).isZero();
        assertThat(world.sql().count("winnow.run")).isZero();
    }

    @Test
    void namesTheUnknownOption() {
        assertThat(world.run("--colour").exits(ExitCodes.USAGE).err()).contains("--colour");
    }

    @Test
    void refusesValuesOutOfRange() {
        world.receipts(1);
        assertThat(world.run("--max-in-flight", "0").exits(ExitCodes.USAGE).err())
                .contains("--max-in-flight");
        assertThat(world.run("--max-in-flight", "many").exits(ExitCodes.USAGE).err())
                .contains("--max-in-flight");
        assertThat(world.run("--retry", "EXTRACTED").exits(ExitCodes.USAGE).err())
                .contains("--retry");
        assertThat(world.run("--retry", "LOST").exits(ExitCodes.USAGE).err()).contains("--retry");
        assertThat(world.run("--redo", "--keep").exits(ExitCodes.USAGE).err()).contains("--redo", "--keep");
        assertThat(world.run("--label", "novalue").exits(ExitCodes.USAGE).err()).contains("--label");
        assertThat(world.run("--base-url", "no url").exits(ExitCodes.USAGE).err())
                .contains("base-url");
        assertThat(world.run("--db-url", "mysql://localhost/x")
                        .exits(ExitCodes.USAGE)
                        .err())
                .contains("--db-url", "[database]");
    }

    @Test
    void reportsIntoAnExistingFolderOnly() {
        world.receipts(1);
        Path nowhere = world.folder().resolve("no").resolve("report.json");
        assertThat(world.run("--report", nowhere.toString()).err()).contains("--report");
    }

    @Test
    void readsTheOthersBesideUnreadableText() {
        world.receipts(2);
        world.file("empty.txt", "");
        world.file("blank.txt", " \n\t\n");
        world.file("binary.pdf", new byte[] {'%', 'P', 'D', 'F', 0, 1, 2, 3});
        world.file("latin.txt", "Caf\u00e9 TOTAL 4.00".getBytes(StandardCharsets.ISO_8859_1));
        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=2, FAILED=4");
        assertThat(world.detail("empty.txt")).isEqualTo("{\"reason\": \"empty file\"}");
        assertThat(world.detail("blank.txt")).isEqualTo("{\"reason\": \"nothing but white space\"}");
        assertThat(world.detail("binary.pdf")).isEqualTo("{\"reason\": \"binary file: it holds zero bytes\"}");
        assertThat(world.detail("latin.txt")).isEqualTo("{\"reason\": \"not valid UTF-8\"}");
        assertThat(world.simulator().bill().calls()).isEqualTo(2);
    }

    @Test
    void asksNothingAboutTwentyMegabytes() {
        world.receipts(1);
        world.file("long.txt", "TOTAL 4.00\n".repeat(2_000_000));
        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=1, TOO_LONG=1");
        assertThat(world.detail("long.txt")).contains("22000000 bytes");
        assertThat(world.simulator().bill().calls()).isEqualTo(1);
        assertThat(world.sql().count("winnow.document_content")).isEqualTo(1);

        world.setting("winnow.max-document-size", "100B");
        world.receiptOf("A shop with a name that is long enough to bring its receipt above the limit that was set");
        world.restart();
        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=1, TOO_LONG=2");
    }

    @Test
    void countsALinkThatLeadsNowhere() throws IOException {
        world.receipts(1);
        Files.createSymbolicLink(world.input().resolve("link.txt"), Path.of("gone.txt"));
        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.report().path("outcomes")).hasToString("{\"EXTRACTED\":1,\"FAILED\":1}");
        assertThat(world.sql().rows("SELECT path, reason FROM winnow.unread_source"))
                .containsExactly(world.input().resolve("link.txt") + "|gone, or a link that leads nowhere");

        world.file("gone.txt", World.receipt("Shop 001"));
        world.run().exits(ExitCodes.DONE);
        assertThat(world.report().path("calls").asInt()).isZero();
    }

    @Test
    void countsAFileThatIsClosedToIt() {
        assumeFalse(System.getProperty("user.name").equals("root"), "skipped: root may read every file");
        world.receipts(1);
        Path closed = world.receiptOf("Closed Shop");
        World.permissions(closed, "---------");
        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.report().path("outcomes")).hasToString("{\"EXTRACTED\":1,\"FAILED\":1}");
        assertThat(world.sql().rows("SELECT reason FROM winnow.unread_source"))
                .containsExactly("no permission to read");
        World.permissions(closed, "rw-------");
        world.run().exits(ExitCodes.DONE);
    }

    @Test
    void keepsBothSourcesOfTheSameBytes() {
        world.receiptOf("Twin Shop");
        world.file("copy.txt", World.receipt("Twin Shop"));
        world.run().exits(ExitCodes.DONE);
        assertThat(world.report().path("documents").asInt()).isEqualTo(1);
        assertThat(world.report().path("calls").asInt()).isEqualTo(1);
        assertThat(world.sql().rows("SELECT count(DISTINCT document_id), count(*) FROM winnow.source"))
                .containsExactly("1|2");
        assertThat(world.sql().count("records.receipt")).isEqualTo(1);
    }

    @Test
    void readsFilesWithAnyName() {
        Installation.assumeNamesOfAnyKind();
        for (String name : List.of("two words", "Müller & Söhne", "レシート", "receipt \uD83E\uDDFE", "'; --", "%s")) {
            world.receiptOf(name);
        }
        world.run().exits(ExitCodes.DONE);
        assertThat(world.sql()
                        .rows("SELECT r.company || '.txt' = regexp_replace(s.path, '.*/', '') FROM records.receipt r"
                                + " JOIN winnow.source s USING (document_id)"))
                .hasSize(6)
                .containsOnly("t");
    }

    @Test
    void readsAFileThatWasReplaced() throws IOException {
        Path file = world.receiptOf("Old Shop");
        world.run().exits(ExitCodes.DONE);
        world.answer(World.receipt("New Shop"), World.record("New Shop"));
        Files.writeString(file, World.receipt("New Shop"));
        world.restart();
        world.run().exits(ExitCodes.DONE);
        assertThat(world.report().path("calls").asInt()).isEqualTo(1);
        assertThat(world.sql().rows("SELECT company FROM records.receipt")).containsExactly("New Shop");
        assertThat(world.sql().rows("SELECT record ->> 'company' FROM winnow.extraction ORDER BY id"))
                .containsExactly("Old Shop", "New Shop");

        Files.writeString(file, World.receipt("Old Shop"));
        world.run().exits(ExitCodes.DONE);
        assertThat(world.report().path("calls").asInt()).isZero();
        assertThat(world.sql().rows("SELECT company FROM records.receipt")).containsExactly("Old Shop");
    }

    @Test
    void costsOneRowWhatTheDatabaseRefuses() {
        world.receipts(5);
        world.receiptOf("Refused Shop");
        world.sql()
                .execute("ALTER TABLE records.receipt ADD CONSTRAINT not_this_one CHECK (company <> 'Refused Shop')");
        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=5, INVALID=1");
        assertThat(world.detail("Refused Shop.txt")).contains("\"rule\": \"sql:not_this_one\"");
        assertThat(world.sql().count("records.receipt")).isEqualTo(5);
        assertThat(world.sql().count("winnow.model_call WHERE state = 'ANSWERED'"))
                .isEqualTo(6);
    }

    @Test
    void namesOfflineWhenTheKeyIsMissing() {
        world.receipts(1);
        world.setting("winnow.api-key", "");
        assertThat(world.run().exits(ExitCodes.USAGE).err()).contains("OPENAI_API_KEY", "--offline");
        assertThat(world.simulator().bill().calls()).isZero();
    }

    @Test
    void namesTheModelsWhenNoneIsChosen() {
        world.receipts(1);
        assertThat(world.run("--model", "").exits(ExitCodes.USAGE).err())
                .contains("--model", World.MODEL, World.OTHER_MODEL)
                .doesNotContain("winnow-offline");
    }

    @Test
    void stopsAtAWrongKeyAndContinuesWithTheRightOne() {
        world.receipts(30);
        world.model(options -> options.withApiKeys("the-right-one"));
        Cli.Result stopped = world.run("--max-in-flight", "4").exits(ExitCodes.STOPPED);
        assertThat(stopped.err()).contains("401", "30 documents are pending", "the same command continues");
        assertThat(world.outcomes()).isEqualTo("PENDING=30");
        assertThat(world.simulator().bill().calls()).isLessThanOrEqualTo(8);
        long run = world.report().path("run").asLong();

        world.setting("winnow.api-key", "the-right-one");
        Cli.Result continued = world.run("--max-in-flight", "4").exits(ExitCodes.DONE);
        assertThat(continued.err()).contains("Continuing run " + run);
        assertThat(world.report().path("run").asLong()).isEqualTo(run);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=30");
        assertThat(world.sql().rows("SELECT DISTINCT state FROM winnow.run")).containsExactly("FINISHED");
    }

    @Test
    void stopsAtAModelThatTheServerDoesNotKnow() {
        world.receipts(1);
        assertThat(world.run("--model", "no-such-model")
                        .exits(ExitCodes.STOPPED)
                        .err())
                .contains("404");
        assertThat(world.outcomes()).isEqualTo("PENDING=1");
    }

    @Test
    void saysThatTheDatabaseCannotBeReached() throws IOException {
        world.receipts(1);
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        String[] words = world.words();
        words[List.of(words).indexOf("--db-url") + 1] = "postgresql://someone:secret@127.0.0.1:" + port + "/db";
        Cli.Result result = world.cli().run(words).exits(ExitCodes.STOPPED);
        assertThat(result.err()).contains("cannot be reached", "127.0.0.1:" + port, "--db-url");
        assertThat(result.all()).doesNotContain("secret");

        words[List.of(words).indexOf("--db-url") + 1] = world.url().replaceFirst("[^/]*$", "no_such_database");
        assertThat(world.cli().run(words).exits(ExitCodes.STOPPED).err()).contains("no such database");
        words[List.of(words).indexOf("--db-url") + 1] = world.url().replaceFirst(":[^:@/]+@", ":wrong@");
        assertThat(world.cli().run(words).exits(ExitCodes.STOPPED).err()).contains("wrong user or password");
    }

    @Test
    void leavesADatabaseOfANewerVersionAlone() {
        world.receipts(1);
        world.sql().execute("""
                        INSERT INTO winnow.flyway_winnow
                            (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                        VALUES (999, '999', 'from the future', 'SQL', 'V999__future.sql', 1, 'someone', 1, true)""");
        assertThat(world.run().exits(ExitCodes.STOPPED).err()).contains("flyway_winnow", "newer version");
        assertThat(world.sql().count("winnow.run")).isZero();
        assertThat(world.simulator().bill().calls()).isZero();
    }

    @Test
    void stopsAtATableThatHasDrifted() {
        world.receipts(1);
        world.sql().execute("ALTER TABLE records.receipt ALTER COLUMN total TYPE numeric(8, 1)");
        assertThat(world.run().exits(ExitCodes.USAGE).err()).contains("records.receipt", "total");
        assertThat(world.simulator().bill().calls()).isZero();
    }
}
