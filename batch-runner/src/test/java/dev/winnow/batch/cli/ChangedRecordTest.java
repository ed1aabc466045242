package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code winnow ddl --migration} and {@code winnow reproject}: a record type that changes after documents were read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangedRecordTest {

    private static final String FIRST =
            "@jakarta.validation.constraints.Size(max = 9) String title, int pages, java.util.List<String> tags";

    /** Renamed, tighter, wider, new, gone. */
    private static final String SECOND = "@com.fasterxml.jackson.annotation.JsonAlias(\"title\")"
            + " @jakarta.validation.constraints.Size(max = 6) String heading, long pages, java.util.Optional<String> author";

    private EmbeddedPostgres server;
    private Sql sql;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

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

    private static Cli.Result run(String... words) {
        return NoteProject.run(words);
    }

    @Test
    void goesAllTheWay() throws IOException {
        NoteProject note = new NoteProject(folder);
        Path fits = note.document("fits", "{\"title\": \"Short\", \"pages\": 3, \"tags\": [\"a\"]}");
        Path longer = note.document("longer", "{\"title\": \"Longer!!\", \"pages\": 5, \"tags\": []}");
        Cli.Result first = note.migration(FIRST).exits(ExitCodes.DONE);
        assertThat(first.out().strip())
                .isEqualTo(note.migrations().resolve("V1__create_note.sql").toString());
        note.extract(note.jar(FIRST), note.documents()).exits(ExitCodes.DONE);
        assertThat(sql.count("records.note")).isEqualTo(2);

        // a changed record whose tables are not migrated
        for (Cli.Result stopped :
                List.of(note.extract(note.jar(SECOND), note.documents()), note.reproject(note.jar(SECOND)))) {
            assertThat(stopped.exits(ExitCodes.USAGE).err())
                    .contains(
                            "error: records.note.heading: is missing, expected is a column of type text [table-drift]",
                            "error: records.note: differs from what note declares, ./winnow ddl note --migration"
                                    + " --types-jar ",
                            "records.note.title: is not declared",
                            "records.note.pages: has type integer");
        }

        Cli.Result second = note.migration(SECOND).exits(ExitCodes.DONE);
        assertThat(second.out().strip())
                .isEqualTo(note.migrations().resolve("V2__change_note.sql").toString());
        assertThat(second.err())
                .contains(
                        "records.note.heading: is new, text",
                        "records.note_tags: is gone",
                        "build the jar again",
                        "./winnow reproject note --types-jar ");
        Cli.Result third = note.migration(SECOND).exits(ExitCodes.DONE);
        assertThat(third.out()).isEmpty();
        assertThat(third.err()).contains("nothing to write");

        String jar = note.jar(SECOND);
        Cli.Result done = note.reproject(jar).exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(done.out()).isEqualToNormalizingNewlines("""
                        note: 1 row written again, 1 document to be read again
                        %s: heading: Size, size must be at most 6
                        """.formatted(longer));
        assertThat(done.err()).contains("./winnow run note " + longer + " --redo --types-jar " + jar + " --offline");
        List<String> rows = sql.rows("SELECT heading, pages, author FROM records.note");
        assertThat(rows).hasSize(1);
        assertThat(note.reproject(jar).exits(ExitCodes.OTHER_OUTCOMES).out()).isEqualTo(done.out());

        // what a fresh extraction gives, and the command that was advised
        note.document("fits", "{\"heading\": \"Short\", \"pages\": 3, \"author\": null}");
        note.extract(jar, fits, "--redo").exits(ExitCodes.DONE);
        assertThat(sql.rows("SELECT heading, pages, author FROM records.note")).isEqualTo(rows);
        note.document("longer", "{\"heading\": \"Longer\", \"pages\": 5, \"author\": null}");
        note.extract(jar, longer, "--redo").exits(ExitCodes.DONE);
        assertThat(note.reproject(jar).exits(ExitCodes.DONE).out())
                .isEqualToNormalizingNewlines("note: 2 rows written again, 0 documents to be read again\n");
    }

    @Test
    void waitsForNoRun() throws Exception {
        run("status", "--offline").exits(ExitCodes.DONE);
        try (Connection holder = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock_shared(hashtextextended('winnow type receipt', 0))");
            assertThat(run("reproject", "receipt", "--offline")
                            .exits(ExitCodes.STOPPED)
                            .err())
                    .contains("error: The tables of receipt are taken: a run works on it");
        }
        assertThat(run("reproject", "receipt", "--offline")
                        .exits(ExitCodes.DONE)
                        .out())
                .startsWith("receipt: 0 rows written again");
    }

    @Test
    void knowsWhereTheMigrationsOfShippedTypesAre() {
        for (String type : List.of("receipt", "advisory")) {
            Cli.Result result = run("ddl", type, "--migration").exits(ExitCodes.DONE);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).contains("extractors", "nothing to write");
        }
    }

    @Test
    void asksForAFolderWhereItDoesNotKnow() {
        Cli elsewhere = Cli.standard().with("winnow.home", folder.toString());
        assertThat(elsewhere
                        .run("ddl", "receipt", "--migration")
                        .exits(ExitCodes.USAGE)
                        .err())
                .contains("--migration: finds no folder", "--migration DIR");
        assertThat(run("ddl", "receipt", "--migration", folder.toString())
                        .exits(ExitCodes.USAGE)
                        .err())
                .contains("but receipt has migrations", "name the resources folder");
    }
}
