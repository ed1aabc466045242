package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was extracted before, in operation: runs that restore it, a kill, tables changed by hand, migrations that do not work. */
class OldRecordsTest {

    private static final String TITLE = "String title";
    private static final String NOT_IN_CAPITALS =
            "public Note { if (title.equals(title.toUpperCase(java.util.Locale.ROOT))) throw new IllegalArgumentException(); }";

    private EmbeddedPostgres server;
    private Sql sql;
    private NoteProject note;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    OldRecordsTest() {
        // joined before the command starts it, so that it stays up between commands
        server = EmbeddedPostgres.open(Installation.DIRECTORY, Installation.DIRECTORY.resolve("offline"));
        sql = new Sql(server.jdbcUrl(), server.user(), server.password());
        note = new NoteProject(Path.of(""));
    }

    @BeforeEach
    void oneFitsAndOneDoesNot() throws IOException {
        sql.execute("DROP SCHEMA IF EXISTS records CASCADE", "DROP SCHEMA IF EXISTS winnow CASCADE");
        note = new NoteProject(folder);
        note.document("quiet", "{\"title\": \"Quiet\"}");
        note.document("loud", "{\"title\": \"LOUD\"}");
        note.migration(TITLE).exits(ExitCodes.DONE);
        note.extract(note.jar(TITLE), note.documents()).exits(ExitCodes.DONE);
    }

    @AfterEach
    void leaveTheServer() {
        server.close();
    }

    private List<String> titles() {
        return sql.rows("SELECT title FROM records.note ORDER BY 1");
    }

    private void await(String condition) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!"t".equals(sql.value("SELECT CASE WHEN " + condition + " THEN 't' END"))) {
            assertThat(System.nanoTime()).as(condition).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void aChangeOfJavaOnlyIsReadAgainWhereItMust() throws IOException {
        note.body(NOT_IN_CAPITALS);
        String jar = note.jar(TITLE);
        Path loud = note.documents().resolve("loud.txt");
        Cli.Result listed = NoteProject.reproject(jar).exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(listed.out()).contains("note: 1 row written again, 1 document to be read again", loud + ": ");
        assertThat(titles()).containsExactly("Quiet");

        Path report = folder.resolve("report.json");
        Cli.Result kept = note.extract(jar, note.documents(), "--report", report.toString())
                .exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(kept.err())
                .contains(
                        "1 document has no row: what was extracted earlier is not valid by now.",
                        "./winnow run note " + loud + " --redo --types-jar " + jar + " --offline --answers ")
                .doesNotContain("LOUD");
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.path("unfit").asInt()).isEqualTo(1);
        assertThat(json.path("calls").asInt()).isZero();

        note.document("loud", "{\"title\": \"Loud\"}");
        Cli.Result again = note.extract(jar, note.documents(), "--redo").exits(ExitCodes.DONE);
        assertThat(again.out()).contains("2 EXTRACTED").contains("1 calls");
        assertThat(titles()).containsExactly("Loud", "Quiet");
        NoteProject.reproject(jar).exits(ExitCodes.DONE);
    }

    @Test
    void aRunSaysInOneLineWhatItRestored() throws IOException {
        sql.execute("DELETE FROM records.note");

        Cli.Result run = note.extract(note.jar(TITLE), note.documents()).exits(ExitCodes.DONE);

        assertThat(run.err()).contains("2 rows were missing and written again from earlier extractions.");
        assertThat(titles()).containsExactly("LOUD", "Quiet");
    }

    @Test
    void tablesChangedByHandAreToldApart() throws IOException {
        String jar = note.jar(TITLE);
        sql.execute("ALTER TABLE records.note DROP COLUMN title");
        String stopped =
                note.extract(jar, note.documents()).exits(ExitCodes.USAGE).err();
        assertThat(stopped)
                .contains("records.note.title: is missing", "ddl note --migration --types-jar " + jar)
                .contains("where it finds nothing to write, the database was changed by hand");
        assertThat(note.migration(TITLE).exits(ExitCodes.DONE).err())
                .contains("nothing to write. A database that differs was changed by hand.");

        // as docs/changing-a-record.md says
        sql.execute("DROP TABLE records.note CASCADE", "DROP TABLE winnow.flyway_note");
        assertThat(NoteProject.reproject(jar).exits(ExitCodes.DONE).out()).startsWith("note: 2 rows written again");
        assertThat(titles()).containsExactly("LOUD", "Quiet");
    }

    @Test
    void aKilledReprojectionCanBeRepeated() throws Exception {
        String jar = note.jar(TITLE);
        sql.execute("UPDATE records.note SET title = 'changed'");
        try (Connection holder = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            // so that it waits in the middle of writing
            statement.execute("LOCK TABLE records.note IN SHARE MODE");
            try (Child child = Child.start(
                    Cli.standard().with("winnow.api-key", ""),
                    folder,
                    "reproject",
                    "note",
                    "--offline",
                    "--types-jar",
                    jar)) {
                await("EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'records.note'::regclass)");
                child.kill();
            }
            holder.rollback();
        }
        await("NOT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory')");

        assertThat(NoteProject.reproject(jar).exits(ExitCodes.DONE).out()).startsWith("note: 2 rows written again");
        assertThat(titles()).containsExactly("LOUD", "Quiet");
    }

    @Test
    void numbersMayHaveGapsButNotTwins() throws IOException {
        Files.writeString(note.migrations().resolve("V7__index.sql"), "CREATE INDEX ON records.note (title);");
        String wider = TITLE + ", java.util.Optional<String> author";
        assertThat(note.migration(wider).exits(ExitCodes.DONE).out().strip()).endsWith("V8__add_author.sql");

        Files.writeString(note.migrations().resolve("V7__twin.sql"), "SELECT 1;");
        String expected = "Two migrations of winnow.flyway_note have the same number";
        assertThat(note.migration(wider).exits(ExitCodes.STOPPED).err()).contains(expected);
        assertThat(NoteProject.reproject(note.jar(wider))
                        .exits(ExitCodes.STOPPED)
                        .err())
                .contains(expected);
    }

    @Test
    void aBrokenMigrationIsNamed() throws IOException {
        Files.writeString(note.migrations().resolve("V2__broken.sql"), "ALTER TABLE records.note DROP nothing;");

        String expected = "error: Migrating winnow.flyway_note with V2__broken.sql failed: SQL state 42703";
        Cli.Result written = note.migration(TITLE).exits(ExitCodes.STOPPED);
        assertThat(written.err().lines()).containsExactly(expected);
        assertThat(NoteProject.reproject(note.jar(TITLE))
                        .exits(ExitCodes.STOPPED)
                        .err())
                .contains(expected);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        Cli.Result refused = NoteProject.run(
                        "ddl", "note", "--types-jar", note.unmigrated(TITLE), "--migration", file.toString())
                .exits(ExitCodes.USAGE);

        assertThat(refused.err()).contains("--migration: cannot write to " + file);
    }
}
