package dev.winnow.db.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.db.TestDatabase;
import dev.winnow.db.connect.Database;
import dev.winnow.db.connect.DatabaseException;
import dev.winnow.db.connect.DatabaseSettings;
import dev.winnow.db.store.ReadOnlySql.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlySqlTest {

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private ReadOnlySql sql;

    @BeforeEach
    void grant() {
        sql = new ReadOnlySql(database.dataSource());
        sql.grant();
        Run run = Given.begin(database, "/in").run();
        Given.register(database, run, "doc");
        Given.extracted(database, run, Given.RECIPE, "doc", Given.receipt("ACME", "1.50"), 1);
    }

    @Test
    void isGrantedByManyAtOnce() {
        List<CompletableFuture<Void>> grants = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.runAsync(sql::grant))
                .toList();

        assertThat(grants).allSatisfy(CompletableFuture::join);
    }

    @Test
    void readsAllTables() {
        assertThat(sql.query("SELECT company, address, total FROM records.receipt"))
                .isEqualTo(new Result(
                        List.of("company", "address", "total"), List.of(Arrays.asList("ACME", null, "1.50"))));
        assertThat(sql.query("SELECT count(*) FROM winnow.run").rows()).containsExactly(List.of("1"));
        assertThat(sql.query("SELECT * FROM winnow.batch_job_instance").rows()).isEmpty();
        assertThat(sql.query("SELECT current_user").rows()).containsExactly(List.of(ReadOnlySql.ROLE));
    }

    @Test
    void givesValuesAsText() {
        assertThat(sql.query("SELECT 1 AS \"Eins\", 'ä🧾' AS a, NULL AS a, 1.50::numeric, ARRAY[1, NULL],"
                        + " DATE '2026-11-21', '{\"a\": 1}'::jsonb, ''"))
                .isEqualTo(new Result(
                        List.of("Eins", "a", "a", "numeric", "array", "date", "jsonb", "?column?"),
                        List.of(Arrays.asList("1", "ä🧾", null, "1.50", "{1,NULL}", "2026-11-21", "{\"a\": 1}", ""))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 7;",
                " SELECT 7 ; ",
                "SELECT 7 -- no; more",
                "-- first;\nSELECT 7;",
                "/* one; /* two; */ three; */ SELECT 7 /* ; */;",
                "SELECT 7 WHERE ';' = ';'",
                "SELECT 7 WHERE $$a;b$$ <> $x$;$x$",
                "SELECT 7 WHERE '{\"?\": 1}'::jsonb ? '?'",
                "WITH a AS (SELECT 7 AS b) SELECT b FROM a",
                "VALUES (7)"
            })
    void takesOneStatementHoweverWritten(String text) {
        assertThat(sql.query(text).rows()).containsExactly(List.of("7"));
    }

    @Test
    void keepsTheOrderAndAllRows() {
        List<List<String>> rows = List.copyOf(sql.query("SELECT n FROM generate_series(1, 5000) n ORDER BY n DESC")
                .rows());

        assertThat(rows).hasSize(5000);
        assertThat(rows.get(0)).containsExactly("5000");
        assertThat(rows.get(4999)).containsExactly("1");
    }

    private static final List<String> REFUSED = List.of(
            "",
            " ",
            ";",
            "INSERT INTO winnow.unread_source VALUES (1, 'x', 'y')",
            "INSERT INTO winnow.unread_source VALUES (1, 'x', 'y') RETURNING path",
            "UPDATE records.receipt SET company = 'x'",
            "UPDATE records.receipt SET company = 'x' RETURNING company",
            "DELETE FROM records.receipt",
            "WITH gone AS (DELETE FROM records.receipt RETURNING *) SELECT * FROM gone",
            "TRUNCATE records.receipt CASCADE",
            "CREATE TABLE public.x (a int)",
            "CREATE TEMPORARY TABLE x (a int)",
            "DROP TABLE records.receipt",
            "ALTER TABLE records.receipt DROP COLUMN company",
            "GRANT ALL ON ALL TABLES IN SCHEMA records TO " + ReadOnlySql.ROLE,
            "SELECT 1 INTO winnow.x",
            "SELECT * FROM records.receipt FOR UPDATE",
            "SELECT nextval('winnow.batch_job_instance_seq')",
            "SET ROLE winnow",
            "SET LOCAL ROLE none",
            "RESET ROLE",
            "SET SESSION AUTHORIZATION DEFAULT",
            "BEGIN",
            "COMMIT",
            "ROLLBACK",
            "SELECT 1; SELECT 2",
            "SELECT 1; DELETE FROM records.receipt",
            "RESET ROLE; DELETE FROM records.receipt",
            "COMMIT; DELETE FROM records.receipt",
            "SELECT 1;\n-- comment\nDELETE FROM records.receipt",
            "SELECT pg_read_file('postgresql.conf')",
            "SELECT pg_ls_dir('.')",
            "SELECT lo_create(0)",
            "COPY (SELECT 1) TO STDOUT",
            "COPY (SELECT 1) TO PROGRAM 'true'",
            "DO $$ BEGIN END $$",
            "CALL x()",
            "VACUUM",
            "SELECT set_config('role', 'none', false)",
            "SELECT set_config('role', 'winnow', true), pg_read_file('postgresql.conf')",
            "SELECT set_config('session_authorization', 'winnow', true)",
            "SELECT U&\"set\\005Fconfig\"('role', 'none', true)",
            "SELECT query_to_xml('select set_' || 'config(''role'', ''none'', true)', true, true, '')",
            "SELECT set_config('role', 'none', true), query_to_xml('SELECT pg_read_file(''PG_VERSION'')', true, true, '')",
            "SELECT set_config('transaction_read_only', 'off', true)",
            "SELECT 1) AS q; DELETE FROM records.receipt; SELECT (1",
            "SELECT 1) AS q, (SELECT 2");

    @Test
    void refusesEverythingElse() {
        String state = "SELECT (SELECT string_agg(concat(xmin, t::text), '') FROM records.receipt t),"
                + " (SELECT count(*) FROM winnow.unread_source), (SELECT count(*) FROM pg_class WHERE relname = 'x')";
        String before = database.value(state);

        assertThat(REFUSED).allSatisfy(text -> {
            assertThatThrownBy(() -> sql.query(text)).isInstanceOf(DatabaseException.class);
            assertThat(database.value(state)).isEqualTo(before);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DO $$ BEGIN RESET ROLE; COPY (SELECT 1) TO PROGRAM 'cat > %s'; END $$",
                "DO $$ BEGIN PERFORM set_config('role', 'none', true); COPY (SELECT 1) TO '%s'; END $$",
                "SELECT set_config('role', 'none', true),"
                        + " query_to_xml('SELECT lo_export(oid, ''%s'') FROM pg_largeobject_metadata', true, true, '')"
            })
    void cannotReachTheServersFilesAsAnybodyElse(String text) throws Exception {
        assertThat(database.value("SELECT lo_create(4711)")).isEqualTo("4711");
        // the server may run under another account, so its target is open to all
        Path open = Files.createTempDirectory(Path.of("/tmp"), "winnow-test");
        Path target = open.resolve("planted");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        try {
            assertThatThrownBy(() -> sql.query(text.formatted(target))).isInstanceOf(DatabaseException.class);
            assertThat(target).doesNotExist();
        } finally {
            Files.deleteIfExists(target);
            Files.delete(open);
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> sql.query("SELECT nothing FROM records.receipt"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("The statement failed: ")
                .hasMessageContaining("column \"nothing\" does not exist");
        assertThatThrownBy(() -> sql.query("SELECT 1; SELECT 2")).hasMessage("One statement at a time, and a SELECT.");
        assertThatThrownBy(() -> sql.query("WITH gone AS (DELETE FROM records.receipt RETURNING *) SELECT * FROM gone"))
                .hasMessageContaining("must not contain data-modifying statements");
    }

    @Test
    void leavesTheConnectionsAsTheyWere() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> sql.query("SELECT 1 / 0")).isInstanceOf(DatabaseException.class);
            assertThat(sql.query("SELECT 1").rows()).hasSize(1);
        }

        Given.register(database, Given.begin(database, "/other").run(), "more");
        assertThat(database.value("SELECT count(*) FROM winnow.document")).isEqualTo("2");
        assertThat(database.rows("SELECT nspname FROM pg_namespace n JOIN pg_proc p ON p.pronamespace = n.oid"
                        + " WHERE nspname LIKE 'pg_temp%'"))
                .isEmpty();
    }

    @Test
    void grantsAgain() {
        sql.grant();

        assertThat(sql.query("SELECT 1").rows()).hasSize(1);
    }

    @Test
    void aUserWhoMayNotGrantIsToldWhatToDo() {
        database.execute("CREATE ROLE winnow_test_plain LOGIN PASSWORD 'secret'");
        try (Database plain = Database.open(
                new DatabaseSettings.External(database.settings().url(), "winnow_test_plain", "secret"))) {
            assertThatThrownBy(() -> new ReadOnlySql(plain.dataSource()).grant())
                    .isInstanceOf(DatabaseException.class)
                    .hasMessage(
                            "The role winnow_reader cannot be set up (SQL state 42501). Let an administrator run:"
                                    + " CREATE ROLE winnow_reader NOLOGIN; GRANT winnow_reader TO the user Winnow connects as.");
        } finally {
            database.execute("DROP ROLE winnow_test_plain");
        }
    }

    /** The owner of the database need not be a superuser. */
    @Test
    void anOrdinaryOwnerReadsToo() {
        database.execute(
                "CREATE ROLE winnow_test_owner LOGIN PASSWORD 'secret' IN ROLE " + ReadOnlySql.ROLE,
                "GRANT ALL ON ALL TABLES IN SCHEMA winnow, records TO winnow_test_owner",
                "GRANT ALL ON SCHEMA winnow, records TO winnow_test_owner");
        try (Database owned = Database.open(
                new DatabaseSettings.External(database.settings().url(), "winnow_test_owner", "secret"))) {
            ReadOnlySql own = new ReadOnlySql(owned.dataSource());
            assertThat(own.query("SELECT company FROM records.receipt").rows()).containsExactly(List.of("ACME"));
            assertThatThrownBy(() -> own.query("SELECT set_config('role', 'none', true)"))
                    .isInstanceOf(DatabaseException.class);
        } finally {
            database.execute("DROP OWNED BY winnow_test_owner", "DROP ROLE winnow_test_owner");
        }
    }

    @Test
    void withoutADatabaseFailsPlainly() {
        database.close();

        assertThatThrownBy(() -> sql.query("SELECT 1")).isInstanceOf(DatabaseException.class);
        assertThatThrownBy(sql::grant).isInstanceOf(DatabaseException.class);
    }
}
