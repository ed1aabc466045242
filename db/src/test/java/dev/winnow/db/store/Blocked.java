package dev.winnow.db.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.db.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Keeps everybody from writing for a run until closed, by a lock on its row. */
final class Blocked implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final TestDatabase database;
    private final Connection connection;

    private Blocked(TestDatabase database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    static Blocked writersOf(TestDatabase database, Run run) throws SQLException {
        Connection connection = database.outside().getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement("SELECT 1 FROM winnow.run WHERE id = ? FOR UPDATE")) {
            statement.setLong(1, run.id());
            assertThat(statement.execute()).isTrue();
        }
        return new Blocked(database, connection);
    }

    /** Returns once somebody waits for the lock. */
    void awaitWriter() {
        awaitWriter(database);
    }

    /** Returns once somebody waits for any lock. */
    static void awaitWriter(TestDatabase database) {
        Instant deadline = Instant.now().plus(LONG);
        while (database.rows("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event_type = 'Lock'")
                .isEmpty()) {
            assertThat(Instant.now()).isBefore(deadline);
        }
    }

    /** Kills the connections of those who wait. */
    void killWriters() {
        awaitWriter();
        assertThat(database.rows("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'"))
                .containsOnly("t");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
