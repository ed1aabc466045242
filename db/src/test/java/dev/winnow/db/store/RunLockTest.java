package dev.winnow.db.store;

import static dev.winnow.db.store.Given.RECIPE;
import static dev.winnow.db.store.Given.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.db.TestDatabase;
import dev.winnow.db.connect.Database;
import java.sql.Connection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A lock whose connection is lost is taken again, but never from somebody else. */
class RunLockTest {

    private static final String HOLDERS = "FROM pg_locks WHERE locktype = 'advisory' AND granted"
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private Outage pool;
    private RunStore store;
    private RunLock lock;

    @BeforeEach
    void begin() {
        pool = new Outage(database.dataSource());
        store = new RunStore(pool);
        lock = store.begin(request(RECIPE, "/in"), "first");
    }

    private void loseConnection() {
        assertThat(database.rows("SELECT pg_terminate_backend(pid, 10000) FROM (SELECT DISTINCT pid " + HOLDERS
                        + ") AS holders"))
                .containsExactly("t");
    }

    private String holder() {
        return database.value("SELECT pid " + HOLDERS + " GROUP BY pid HAVING count(*) = 2");
    }

    @Test
    void isLeftAloneWhileItsConnectionLives() {
        String before = holder();

        assertThat(lock.keep()).isTrue();
        assertThat(holder()).isEqualTo(before);
    }

    @Test
    void isTakenAgainWithItsTypesUnderTheSameEpoch() {
        String before = holder();
        loseConnection();

        assertThat(lock.keep()).isTrue();

        assertThat(holder()).isNotEqualTo(before);
        assertThat(database.value("SELECT epoch FROM winnow.run")).isEqualTo("1");
        assertThatThrownBy(() -> store.begin(request(RECIPE, "/in"), "second")).isInstanceOf(RunTakenException.class);
        lock.close();
        assertThat(database.rows("SELECT pid " + HOLDERS)).isEmpty();
        assertThat(lock.keep()).isFalse();
        assertThat(database.rows("SELECT pid " + HOLDERS)).isEmpty();
    }

    @Test
    void isNotTakenFromWhoeverTookTheRunOver() {
        loseConnection();
        try (Database second = Database.open(database.settings())) {
            RunLock other = new RunStore(second.dataSource()).begin(request(RECIPE, "/in"), "second");
            String taken = holder();

            assertThatThrownBy(lock::keep).isInstanceOf(RunLostException.class);
            assertThat(holder()).isEqualTo(taken);

            // also once nobody holds it
            other.close();
            assertThatThrownBy(lock::keep).isInstanceOf(RunLostException.class);
            assertThat(database.rows("SELECT pid " + HOLDERS)).isEmpty();
        }
    }

    @Test
    void isTakenOnceTheDatabaseIsBack() {
        loseConnection();
        pool.begin();
        assertThat(lock.keep()).isFalse();
        pool.end();
        assertThat(lock.keep()).isTrue();
        assertThat(holder()).isNotEmpty();
    }

    @Test
    void isTakenOnceTheServerHasGivenItUp() throws Exception {
        loseConnection();
        try (Connection former = database.outside().getConnection()) {
            former.createStatement()
                    .execute("SELECT pg_advisory_lock(hashtextextended('winnow run "
                            + lock.run().id() + "', 0))");
            assertThat(lock.keep()).isFalse();
        }
        while (!lock.keep()) {
            Thread.onSpinWait();
        }
        assertThat(holder()).isNotEmpty();
    }

    @Test
    void isNotTakenWhileATypeIsRebuilt() throws Exception {
        loseConnection();
        try (Connection rebuilding = database.outside().getConnection()) {
            rebuilding.createStatement().execute("SELECT pg_advisory_lock(hashtextextended('winnow type receipt', 0))");
            String taken = database.value("SELECT pid " + HOLDERS);

            assertThatThrownBy(lock::keep).isInstanceOf(TypeTakenException.class);
            assertThat(database.value("SELECT pid " + HOLDERS)).isEqualTo(taken);
        }
    }
}
