package dev.winnow.db.store;

import static dev.winnow.db.store.Given.document;
import static dev.winnow.db.store.Given.file;
import static dev.winnow.db.store.Given.files;
import static dev.winnow.db.store.Given.withoutContent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.db.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class DocumentStoreTest {

    private static final String SOURCES =
            "SELECT path, document_id, until IS NULL FROM winnow.source ORDER BY path, until NULLS LAST, id";

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private DocumentStore store;
    private Run run;

    @BeforeEach
    void begin() {
        store = new DocumentStore(database.dataSource());
        run = Given.begin(database, "/in").run();
    }

    @Test
    void registersNewFiles() {
        store.register(run, List.of(file("/in/a", "eins"), file("/in/b", "zwei!")));

        assertThat(database.rows("SELECT id, bytes FROM winnow.document"))
                .containsExactlyInAnyOrder(document("eins") + "|4", document("zwei!") + "|5");
        assertThat(database.rows(SOURCES))
                .containsExactly("/in/a|" + document("eins") + "|t", "/in/b|" + document("zwei!") + "|t");
        assertThat(database.rows("SELECT run_id, document_id, outcome FROM winnow.run_document"))
                .containsExactlyInAnyOrder(
                        run.id() + "|" + document("eins") + "|null", run.id() + "|" + document("zwei!") + "|null");
        assertThat(store.content(document("eins"))).contains("eins".getBytes(StandardCharsets.UTF_8));
        assertThat(store.content(document("nothing"))).isEmpty();
    }

    @Test
    void keepsAnEmptyFile() {
        store.register(run, List.of(file("/in/empty", "")));

        assertThat(store.content(document(""))).contains(new byte[0]);
        assertThat(database.rows("SELECT bytes FROM winnow.document")).containsExactly("0");
    }

    @Test
    void registersNothing() {
        store.register(run, List.of());

        assertThat(database.rows("SELECT * FROM winnow.document")).isEmpty();
    }

    @Test
    void sameBytesUnderTwoPathsAreOneDocument() {
        store.register(run, List.of(file("/in/a", "same"), file("/in/b", "same")));

        assertThat(database.rows("SELECT id FROM winnow.document"))
                .containsExactly(document("same").sha256());
        assertThat(database.rows("SELECT document_id FROM winnow.run_document"))
                .containsExactly(document("same").sha256());
        assertThat(database.rows(SOURCES))
                .containsExactly("/in/a|" + document("same") + "|t", "/in/b|" + document("same") + "|t");
    }

    @Test
    void aFileThatIsListedTwiceCountsOnce() {
        store.register(run, List.of(file("/in/a", "one"), file("/in/a", "one")));

        assertThat(database.rows(SOURCES)).containsExactly("/in/a|" + document("one") + "|t");
    }

    @Test
    void aPathWhoseBytesChangedLeadsToTheNewDocument() {
        store.register(run, List.of(file("/in/a", "old")));
        store.register(run, List.of(file("/in/a", "new")));

        assertThat(database.rows(SOURCES))
                .containsExactly("/in/a|" + document("old") + "|f", "/in/a|" + document("new") + "|t");
        assertThat(database.rows("SELECT id FROM winnow.document")).hasSize(2);
        assertThat(database.value("SELECT until >= since FROM winnow.source WHERE until IS NOT NULL"))
                .isEqualTo("t");
    }

    @Test
    void twoPathsSwapTheirBytes() {
        store.register(run, List.of(file("/in/a", "one"), file("/in/b", "two")));
        store.register(run, List.of(file("/in/a", "two"), file("/in/b", "one")));

        assertThat(database.rows("SELECT path, document_id FROM winnow.source WHERE until IS NULL ORDER BY path"))
                .containsExactly("/in/a|" + document("two"), "/in/b|" + document("one"));
        assertThat(database.rows(SOURCES)).hasSize(4);
    }

    @Test
    void aFileThatComesBackHasANewSourceForItsOldDocument() {
        store.register(run, List.of(file("/in/a", "old")));
        store.register(run, List.of(file("/in/a", "new")));
        store.register(run, List.of(file("/in/a", "old")));

        assertThat(database.rows("SELECT document_id FROM winnow.source WHERE until IS NULL"))
                .containsExactly(document("old").sha256());
        assertThat(database.rows(SOURCES)).hasSize(3);
        assertThat(database.rows("SELECT id FROM winnow.document")).hasSize(2);
    }

    @Test
    void anUnreadableFileIsOnRecordUntilItCanBeRead() {
        store.register(run, List.of(new FoundFile.Unreadable("/in/a", "no permission"), file("/in/b", "text")));
        assertThat(database.rows("SELECT run_id, path, reason FROM winnow.unread_source"))
                .containsExactly(run.id() + "|/in/a|no permission");

        store.register(run, List.of(new FoundFile.Unreadable("/in/a", "input/output error")));
        assertThat(database.rows("SELECT path, reason FROM winnow.unread_source"))
                .containsExactly("/in/a|input/output error");

        store.register(run, List.of(file("/in/a", "now")));
        assertThat(database.rows("SELECT * FROM winnow.unread_source")).isEmpty();
        assertThat(database.rows(SOURCES)).hasSize(2);
    }

    @Test
    void anUnreadableFileOfAnotherRunStaysOnRecord() {
        Run other = Given.begin(database, "/other").run();
        store.register(other, List.of(new FoundFile.Unreadable("/in/a", "no permission")));

        store.register(run, List.of(file("/in/a", "text")));

        assertThat(database.rows("SELECT run_id FROM winnow.unread_source"))
                .containsExactly(String.valueOf(other.id()));
    }

    @Test
    void keepsContentOnlyWhenGivenAndFillsItInLater() {
        store.register(run, List.of(withoutContent("/in/large", "large")));
        assertThat(store.content(document("large"))).isEmpty();
        assertThat(database.rows("SELECT bytes FROM winnow.document")).containsExactly("5");

        store.register(run, List.of(file("/in/large", "large")));
        assertThat(store.content(document("large"))).contains("large".getBytes(StandardCharsets.UTF_8));

        store.register(run, List.of(withoutContent("/in/large", "large")));
        assertThat(store.content(document("large"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/in/with space",
                "/in/Überweisung äöß.txt",
                "/in/🧾.txt",
                "/in/line\nbreak",
                "/in/tab\there",
                "/in/quote'\"\\",
                "/in/{braces},NULL",
                "/in/?",
                ""
            })
    void keepsPathsAsTheyAre(String path) {
        store.register(run, List.of(file(path, "one")));
        store.register(run, List.of(file(path, "two")));
        store.register(run, List.of(new FoundFile.Unreadable(path, "gone")));

        assertThat(database.rows("SELECT path FROM winnow.source")).containsExactly(path, path);
        assertThat(database.rows("SELECT document_id FROM winnow.source WHERE until IS NULL"))
                .containsExactly(document("two").sha256());
        assertThat(database.rows("SELECT path FROM winnow.unread_source")).containsExactly(path);
    }

    @Test
    void takesThousandsOfFilesAndASecondTimeChangesNothing() {
        List<FoundFile> files = new ArrayList<>(files("/in/", 2000));
        files.add(new FoundFile.Unreadable("/in/x", "no permission"));
        files.add(withoutContent("/in/y", "not kept"));
        store.register(run, files);
        assertThat(database.value("SELECT count(*) FROM winnow.run_document")).isEqualTo("2001");
        assertThat(database.value("SELECT count(*) FROM winnow.document_content"))
                .isEqualTo("2000");
        Map<String, String> before = versions();

        store.register(run, files);

        assertThat(versions()).isEqualTo(before);
    }

    /** A digest of each table's rows with the transactions that wrote them. */
    private Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        for (String table : List.of("document", "document_content", "source", "run_document", "unread_source")) {
            String rows = "concat(t.xmin, t.ctid, t::text)";
            versions.put(
                    table,
                    database.value("SELECT count(*) || ' ' || md5(string_agg(" + rows
                            + ", '' ORDER BY t.ctid)) FROM winnow." + table + " t"));
        }
        return versions;
    }

    /** It begins with tables that are empty, of which the plans would read everything for as long as they are kept. */
    @Test
    void readsNoTableFromEndToEndWhileTheTablesGrow() throws SQLException {
        try (Connection connection = database.outside().getConnection()) {
            DataSource only = new SingleConnectionDataSource(connection, true);
            DocumentStore kept = new DocumentStore(only);
            for (int group = 0; group < 12; group++) {
                kept.register(run, files("/in/" + group + "/", 200));
            }
            kept.register(run, files("/in/0/", 200));
            JdbcTemplate jdbc = new JdbcTemplate(only);
            jdbc.execute("SELECT pg_stat_force_next_flush()");

            assertThat(jdbc.queryForObject("""
                            SELECT sum(seq_tup_read) FROM pg_stat_user_tables
                            WHERE schemaname = 'winnow' AND relname <> 'run' AND idx_scan > 0""", Long.class)).isZero();
            assertThat(jdbc.queryForObject(
                            "SELECT idx_scan FROM pg_stat_user_tables WHERE relname = 'document'", Long.class))
                    .isPositive();
        }
    }

    @Test
    void aSecondRunKeepsDocumentsAndSources() {
        store.register(run, files("/in/", 3));
        List<String> before = database.rows("SELECT xmin, id FROM winnow.document ORDER BY 2");
        Run other = Given.begin(database, "/other").run();

        store.register(other, files("/in/", 3));

        assertThat(database.rows("SELECT xmin, id FROM winnow.document ORDER BY 2"))
                .isEqualTo(before);
        assertThat(database.rows(SOURCES)).hasSize(3);
        assertThat(database.value("SELECT count(*) FROM winnow.run_document WHERE run_id = " + other.id()))
                .isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "%064dg", "%063dg", "%063dA", "%065d", "%063d\n", "%064d\n"})
    void theDatabaseTakesNoIdThatIsNoHash(String format) {
        String id = String.format(Locale.ROOT, format, 7);

        assertThatThrownBy(() -> database.jdbc()
                        .sql("INSERT INTO winnow.document (id, bytes) VALUES (?, 1)")
                        .param(id)
                        .update())
                .hasMessageContaining("document_id_sha256");
    }

    @Test
    void registersAllOrNothing() {
        database.execute("ALTER TABLE winnow.source ADD CONSTRAINT planted CHECK (path <> '/in/1')");

        Canary.silentFailure(() -> store.register(run, files("/in/", 3)));

        assertThat(database.rows("SELECT * FROM winnow.document")).isEmpty();
        assertThat(database.rows("SELECT * FROM winnow.source")).isEmpty();
    }

    @Test
    void aFailureNamesTheConstraintAndNoValue() {
        database.execute("ALTER TABLE winnow.source ADD CONSTRAINT planted CHECK (path NOT LIKE '%CANARY%')");

        assertThat(Canary.silentFailure(() -> store.register(run, List.of(file("/in/" + Canary.VALUE, "text")))))
                .hasMessage("Registering documents failed: SQL state 23514, constraint planted");
        assertThat(Canary.silentFailure(() ->
                        store.register(run, List.of(new FoundFile.Unreadable("/in/" + Canary.VALUE + "\0", "no")))))
                .hasMessage("Registering documents failed: SQL state 22021");
    }

    @Test
    void withoutADatabaseFailsPlainly() {
        database.close();

        assertThat(Canary.silentFailure(() -> store.register(run, files("/in/", 1))))
                .hasMessageStartingWith("Registering documents failed");
        assertThat(Canary.silentFailure(() -> store.content(document("one"))))
                .hasMessageStartingWith("Reading a document failed");
    }

    @Test
    void readsLargeContentBack() {
        byte[] bytes = new byte[5_000_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        var id = dev.winnow.core.document.DocumentId.of(bytes);
        store.register(run, List.of(new FoundFile.Readable("/in/large", id, bytes.length, Optional.of(bytes))));

        assertThat(store.content(id)).contains(bytes);
    }
}
