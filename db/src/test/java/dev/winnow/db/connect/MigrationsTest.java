package dev.winnow.db.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.type.RecordTypes;
import dev.winnow.db.TestDatabase;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class MigrationsTest {

    private static final ClassLoader LOADER = MigrationsTest.class.getClassLoader();
    private static final Collection<RecordType<?>> TYPES =
            RecordTypes.load(LOADER).all();

    private static final String TABLES =
            "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname IN ('winnow', 'records') ORDER BY 1";

    @RegisterExtension
    final TestDatabase database = TestDatabase.empty();

    private Migrations migrations;

    @BeforeEach
    void open() {
        migrations = new Migrations(database.dataSource());
    }

    @AfterEach
    void letFlywaySpeak() {
        ((Logger) LoggerFactory.getLogger("org.flywaydb")).setLevel(null);
    }

    private List<String> history(String table) {
        return database.rows(
                "SELECT version, success FROM winnow." + table + " WHERE type = 'SQL' ORDER BY installed_rank");
    }

    @Test
    void makesEverythingInAFreshDatabase() {
        migrations.run(TYPES);

        assertThat(database.rows(TABLES))
                .contains(
                        "records.advisory",
                        "records.advisory_credits",
                        "records.receipt",
                        "winnow.batch_job_instance",
                        "winnow.document",
                        "winnow.flyway_advisory",
                        "winnow.flyway_receipt",
                        "winnow.flyway_winnow",
                        "winnow.model_call");
        assertThat(history("flyway_winnow")).containsExactly("1|t", "2|t", "3|t", "4|t", "5|t", "6|t", "7|t", "8|t");
        for (RecordType<?> type : TYPES) {
            assertThat(history("flyway_" + type.name())).containsExactly("1|t");
        }
        assertThat(database.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .isEmpty();
    }

    @Test
    void changesNothingTheSecondTime() {
        migrations.run(TYPES);
        database.execute("INSERT INTO winnow.document (id, bytes) VALUES (repeat('a', 64), 1)");
        List<String> before = everything();

        migrations.run(TYPES);

        assertThat(everything()).isEqualTo(before);
    }

    private List<String> everything() {
        return database.rows("SELECT relname, relfilenode, xmin FROM pg_class WHERE relnamespace IN"
                + " ('winnow'::regnamespace, 'records'::regnamespace)"
                + " UNION ALL SELECT script, installed_rank::oid, xmin FROM winnow.flyway_winnow"
                + " UNION ALL SELECT script, installed_rank::oid, xmin FROM winnow.flyway_receipt"
                + " UNION ALL SELECT id, bytes::oid, xmin FROM winnow.document ORDER BY 1, 2");
    }

    /** One after the other, at each of its commits. */
    @Test
    void goesOnWhereAKillEndedIt() {
        // it says a lot of each
        ((Logger) LoggerFactory.getLogger("org.flywaydb")).setLevel(Level.OFF);
        List<RecordType<?>> receipt = List.of(RecordTypes.load(LOADER).get("receipt"));
        int kills = 0;
        boolean done = false;
        while (!done) {
            database.execute("DROP SCHEMA IF EXISTS records CASCADE", "DROP SCHEMA IF EXISTS winnow CASCADE");
            MortalDataSource mortal = new MortalDataSource(database.outside(), kills);
            try {
                new Migrations(mortal).run(receipt);
                done = true;
            } catch (RuntimeException e) {
                assertThat(mortal.isDead()).as(e.toString()).isTrue();
                kills++;
            }
            mortal.die();
            migrations.run(receipt);
            assertThat(history("flyway_winnow")).as("kill at commit %d", kills).hasSize(8);
            assertThat(history("flyway_receipt")).hasSize(1);
        }
        assertThat(kills).isGreaterThan(8 + receipt.size());
    }

    @Test
    void aTypeMayComeLater() {
        migrations.run(List.of(TYPES.iterator().next()));
        assertThat(database.rows(TABLES)).contains("records.advisory").doesNotContain("records.receipt");

        migrations.run(TYPES);
        assertThat(database.rows(TABLES)).contains("records.advisory", "records.receipt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flyway_winnow", "flyway_receipt", "flyway_advisory"})
    void refusesADatabaseOfANewerVersion(String history) {
        migrations.run(TYPES);
        database.execute("INSERT INTO winnow." + history + " (installed_rank, version, description, type, script,"
                + " checksum, installed_by, execution_time, success)"
                + " VALUES (99, '99', 'future', 'SQL', 'V99__future.sql', 1, 'somebody', 1, true)");

        assertDisagrees(history);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flyway_winnow", "flyway_receipt", "flyway_advisory"})
    void refusesAChecksumChangedByHand(String history) {
        migrations.run(TYPES);
        database.execute("UPDATE winnow." + history + " SET checksum = checksum + 1 WHERE version = '1'");

        assertDisagrees(history);
    }

    private void assertDisagrees(String history) {
        assertThatThrownBy(() -> migrations.run(TYPES))
                .isInstanceOf(DatabaseException.class)
                .hasNoCause()
                .hasMessage("The database's history winnow." + history
                        + " does not agree with this version of Winnow: it was migrated by a newer version or changed by"
                        + " hand. Use the newer version, or another database.");
    }

    @Test
    void livesBesideTablesOfOthers() {
        database.execute(
                "CREATE SCHEMA winnow",
                "CREATE SCHEMA records",
                "CREATE TABLE winnow.theirs (a int)",
                "CREATE TABLE records.theirs (a int)",
                "CREATE TABLE public.theirs (a int)",
                "INSERT INTO records.theirs VALUES (7)");

        migrations.run(TYPES);
        migrations.run(TYPES);

        assertThat(database.rows(TABLES)).contains("winnow.theirs", "records.theirs", "records.receipt", "winnow.run");
        assertThat(database.rows("SELECT a FROM records.theirs")).containsExactly("7");
    }

    @Test
    void aTableThatIsInTheWayIsLeftAlone() {
        database.execute(
                "CREATE SCHEMA records",
                "CREATE TABLE records.receipt (word text)",
                "INSERT INTO records.receipt VALUES ('CANARY')");

        assertThatThrownBy(() -> migrations.run(TYPES))
                .isInstanceOf(DatabaseException.class)
                .hasNoCause()
                .hasMessage("Migrating winnow.flyway_receipt with V1__create_receipt.sql failed: SQL state 42P07");
        assertThat(database.rows("SELECT word FROM records.receipt")).containsExactly("CANARY");
    }

    @Test
    void aUserWhoMayNotCreateIsTold() {
        database.execute("CREATE ROLE winnow_test_guest LOGIN PASSWORD 'secret'");
        var settings = new DatabaseSettings.External(database.settings().url(), "winnow_test_guest", "secret");
        try (Database guest = Database.open(settings)) {
            assertThatThrownBy(() -> new Migrations(guest.dataSource()).run(TYPES))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("SQL state 42501");
        } finally {
            database.execute("DROP ROLE winnow_test_guest");
        }
    }

    @Test
    void aTypeWithoutMigrationsIsTold() {
        RecordType<?> receipt = TYPES.stream()
                .filter(type -> type.name().equals("receipt"))
                .findFirst()
                .orElseThrow();
        RecordType<?> other = new RecordType<>("nowhere", Unshipped.class, "read", receipt.shape());

        assertThatThrownBy(() -> migrations.run(List.of(other)))
                .isInstanceOf(ProblemsException.class)
                .hasMessage("Unshipped: has no migrations in winnow/migrations/nowhere,"
                        + " ./winnow ddl nowhere --migration writes the first [no-migration]");
        assertThat(database.rows(TABLES)).isEmpty();
    }

    private record Unshipped() {}

    @Test
    void twoProcessesMigrateAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<String> migrate = () -> {
                new Migrations(database.dataSource()).run(TYPES);
                return "done";
            };
            for (Future<String> result : threads.invokeAll(List.of(migrate, migrate))) {
                assertThat(result.get()).isEqualTo("done");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(history("flyway_winnow")).containsExactly("1|t", "2|t", "3|t", "4|t", "5|t", "6|t", "7|t", "8|t");
        assertThatCode(() -> migrations.run(TYPES)).doesNotThrowAnyException();
    }

    @Test
    void withoutADatabaseFailsPlainly() {
        database.close();

        assertThatThrownBy(() -> migrations.run(TYPES)).isInstanceOf(DatabaseException.class);
    }
}
