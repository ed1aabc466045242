package dev.winnow.db.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.core.type.RecordType;
import dev.winnow.db.TestDatabase;
import dev.winnow.db.connect.Migrations;
import dev.winnow.db.embedded.EmbeddedPostgres;
import dev.winnow.db.projection.ProjectedRecord;
import dev.winnow.db.projection.Projection;
import dev.winnow.db.table.Ddl;
import dev.winnow.db.table.DriftCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextMigrationTest {

    private static final EmbeddedPostgres SERVER =
            EmbeddedPostgres.open(Path.of("target", "postgresql"), Path.of("target", "test-server"));

    private static final String LONG = "a".repeat(64);
    private static final String SHORT = "b".repeat(64);

    @RegisterExtension
    final TestDatabase database = TestDatabase.empty();

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private Optional<NextMigration> next(Class<? extends Record> javaType) {
        return NextMigration.of(RecordType.of(javaType), folder, SERVER);
    }

    private NextMigration write(Class<? extends Record> javaType) {
        NextMigration next = next(javaType).orElseThrow();
        next.write(folder);
        return next;
    }

    private void migrate() {
        new Migrations(database.dataSource()).run("note", folder);
    }

    private void assertAgrees(Class<? extends Record> javaType) throws SQLException {
        try (Connection connection = database.outside().getConnection()) {
            assertThat(DriftCheck.check(connection, RecordType.of(javaType))).isEmpty();
        }
        assertThat(next(javaType)).isEmpty();
    }

    /** A document with long texts and one with short ones, and what the user has added. */
    private void fill() throws SQLException {
        database.execute(
                "INSERT INTO winnow.recipe VALUES ('r', '{note}', '{}')",
                "INSERT INTO winnow.run (command, types, paths, recipe) VALUES ('c', '{note}', '{}', 'r')",
                "INSERT INTO winnow.document (id, bytes) VALUES ('" + LONG + "', 1), ('" + SHORT + "', 1)",
                "INSERT INTO winnow.extraction (document_id, recipe, attempt, run_id, outcome, record_type, record)"
                        + " SELECT id, 'r', 1, 1, 'EXTRACTED', 'note', '{}' FROM winnow.document");
        List<ProjectedRecord> rows = List.of(
                new ProjectedRecord(LONG, 1, 1, note("a long title", null, "screws")),
                new ProjectedRecord(SHORT, 2, 1, note("short", 3, "nuts")));
        try (Connection connection = database.outside().getConnection()) {
            connection.setAutoCommit(false);
            Projection.of(RecordType.of(Notes.First.class)).write(connection, rows);
            connection.commit();
        }
        database.execute(
                "CREATE INDEX own_index ON records.note (title)",
                "CREATE VIEW records.own_view AS SELECT title, day FROM records.note",
                "ALTER TABLE records.note ADD CONSTRAINT own_check CHECK (title <> 'own')");
    }

    private static Notes.First note(String title, @Nullable Integer pages, String item) {
        return new Notes.First(
                title,
                pages,
                7,
                LocalDate.of(2026, 11, 21),
                List.of(new Notes.First.Item(item, 1, List.of("r"))),
                List.of("t"));
    }

    private void assertOwnIsThere() {
        assertThat(database.rows("SELECT indexname FROM pg_indexes WHERE indexname = 'own_index'"
                        + " UNION ALL SELECT viewname FROM pg_views WHERE viewname = 'own_view'"
                        + " UNION ALL SELECT conname FROM pg_constraint WHERE conname = 'own_check'"))
                .containsExactly("own_index", "own_view", "own_check");
    }

    private List<String> titles() {
        return database.rows("SELECT title FROM records.own_view ORDER BY 1");
    }

    @Test
    void theFirstCreatesTheTables() throws Exception {
        NextMigration first = write(Notes.First.class);

        assertThat(first.file()).isEqualTo("V1__create_note.sql");
        assertThat(first.sql()).isEqualTo(Ddl.create(RecordType.of(Notes.First.class)));
        assertThat(first.losesRows()).isFalse();
        migrate();
        assertAgrees(Notes.First.class);
    }

    /** Which of the rows stay, by title. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    NewNullable, V2__add_language.sql, a long title|short
                    NewRequired, V2__add_urgent.sql,   ''
                    Dropped,     V2__change_note.sql,  a long title|short
                    Wider,       V2__change_note.sql,  a long title|short
                    OtherType,   V2__change_note.sql,  ''
                    Tighter,     V2__change_pages.sql, short
                    Looser,      V2__change_number.sql, a long title|short
                    NewLists,    V2__change_note.sql,  ''
                    """)
    void theNextRunsOnFullTables(String after, String file, String rows) throws Exception {
        Class<? extends Record> changed =
                Class.forName(Notes.class.getName() + "$" + after).asSubclass(Record.class);
        write(Notes.First.class);
        migrate();
        fill();

        NextMigration next = write(changed);
        migrate();

        assertThat(next.file()).isEqualTo(file);
        assertAgrees(changed);
        assertOwnIsThere();
        assertThat(String.join("|", titles())).isEqualTo(rows);
        assertThat(next.losesRows()).isEqualTo(next.sql().contains("DELETE"));
    }

    @Test
    void onlyRowsThatCannotStayGo() throws Exception {
        write(Notes.First.class);
        migrate();
        fill();
        database.execute("UPDATE records.note SET title = 'x', pages = 1 WHERE document_id = '" + LONG + "'");

        write(Notes.Tighter.class);
        migrate();

        assertThat(titles()).containsExactly("short");
        assertThat(database.rows("SELECT name FROM records.note_items")).containsExactly("nuts");
    }

    @Test
    void thereAndBackAgain() throws Exception {
        write(Notes.First.class);
        migrate();
        fill();
        for (Class<? extends Record> step : List.<Class<? extends Record>>of(
                Notes.NewLists.class,
                Notes.OtherType.class,
                Notes.Wider.class,
                Notes.Dropped.class,
                Notes.Looser.class,
                Notes.Tighter.class,
                Notes.First.class)) {
            write(step);
            migrate();
            assertAgrees(step);
        }
        assertOwnIsThere();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(8);
        }
    }

    @Test
    void looksLikeTheGoldenFile() throws Exception {
        write(Notes.First.class);

        NextMigration next = next(Notes.Tighter.class).orElseThrow();

        assertThat(next.sql()).isEqualTo(golden("tighter.sql"));
        assertThat(next.changes())
                .containsExactly(
                        "records.note.pages: must not be null",
                        "records.note: constraint note_title_size is another",
                        "records.note_items: constraint note_items_name_size is new");
        assertThat(next(Notes.NewLists.class).orElseThrow().sql()).isEqualTo(golden("new_lists.sql"));
        assertThat(next(Notes.OtherType.class).orElseThrow().sql()).isEqualTo(golden("other_type.sql"));
    }

    private String golden(String name) throws IOException {
        return Files.readString(Path.of("src", "test", "resources", "dev", "winnow", "db", "migrate", name));
    }

    @Test
    void writtenByHandItIsTheBaseAllTheSame() throws Exception {
        Files.writeString(folder.resolve("V1_4__mine.sql"), """
                CREATE TABLE records.note (document_id text NOT NULL, title varchar(9), run_id int, UNIQUE (title),
                    CONSTRAINT own_key UNIQUE (document_id));
                CREATE TABLE records.note_items (document_id text, name text);
                CREATE TABLE records.note_mine (id int PRIMARY KEY);
                """);

        NextMigration next = write(Notes.First.class);
        migrate();

        assertThat(next.file()).isEqualTo("V2__change_note.sql");
        assertAgrees(Notes.First.class);
        assertThat(database.rows("SELECT 1 FROM pg_tables WHERE tablename = 'note_mine'"))
                .hasSize(1);
    }

    @Test
    void neverOverwrites() throws Exception {
        NextMigration first = next(Notes.First.class).orElseThrow();
        Path file = first.write(folder);
        Files.writeString(file, "mine");

        assertThatThrownBy(() -> first.write(folder)).isInstanceOf(UncheckedIOException.class);
        assertThat(file).hasContent("mine");
    }

    @Test
    void leavesNothingBehind() {
        write(Notes.First.class);

        assertThat(database.rows("SELECT datname FROM pg_database WHERE datname LIKE 'winnow_scratch_"
                        + ProcessHandle.current().pid() + "_%'"))
                .isEmpty();
    }
}
