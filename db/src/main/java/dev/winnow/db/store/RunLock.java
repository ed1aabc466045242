package dev.winnow.db.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A run held by this process, with its record types: advisory locks on a connection of their own, which PostgreSQL frees if the
 * process dies.
 */
public final class RunLock implements AutoCloseable {

    private final Run run;
    private final Connection connection;

    RunLock(Run run, Connection connection) {
        this.run = run;
        this.connection = connection;
    }

    /** The run that is held. */
    public Run run() {
        return run;
    }

    static boolean take(JdbcClient jdbc, long run) {
        return jdbc.sql("SELECT pg_try_advisory_lock(hashtextextended(?, 0))")
                .param("winnow run " + run)
                .query(Boolean.class)
                .single();
    }

    @Override
    public void close() {
        release(connection);
    }

    /** Gives the connection back without any lock: a lock of a session outlives a rollback. */
    static void release(Connection connection) {
        try (Connection closing = connection;
                Statement statement = closing.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock_all()");
        } catch (SQLException e) {
            // a broken connection has lost its locks already
        }
    }
}
