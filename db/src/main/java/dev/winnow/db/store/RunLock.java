package dev.winnow.db.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
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

    /** Which of these runs a living process holds. */
    static List<Long> held(JdbcClient jdbc, Long[] runs) {
        return jdbc.sql("""
                        SELECT id FROM unnest(CAST(? AS bigint[])) AS r (id)
                        WHERE hashtextextended('winnow run ' || id, 0) IN (
                            SELECT (classid::bigint << 32) | objid::bigint FROM pg_locks
                            WHERE locktype = 'advisory' AND objsubid = 1 AND granted
                              AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))""").param(runs).query(Long.class).list();
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
