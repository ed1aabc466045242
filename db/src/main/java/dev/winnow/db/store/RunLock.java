package dev.winnow.db.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A run held by this process, with its record types: advisory locks on a connection of their own, which PostgreSQL frees if the
 * process dies, or the connection. They keep others from beginning the same; what keeps two from writing is the {@link Fence}.
 * Thread-safe.
 */
public final class RunLock implements AutoCloseable {

    private static final int ANSWERS_WITHIN_SECONDS = 5;

    private final DataSource dataSource;
    private final Run run;
    private final List<String> types;
    private @Nullable Connection connection;
    private boolean closed;

    RunLock(DataSource dataSource, Run run, List<String> types, Connection connection) {
        this.dataSource = dataSource;
        this.run = run;
        this.types = List.copyOf(types);
        this.connection = connection;
    }

    /** The run that is held. */
    public Run run() {
        return run;
    }

    /**
     * Uses the connection, so that nobody ends it for being idle, and takes the locks again where it is gone. To be called every
     * few seconds.
     *
     * @return whether the locks are held; if not, the database is gone, or still holds them for the former connection
     * @throws RunLostException if another process has taken the run over
     * @throws TypeTakenException while the rows of one of its types are written again
     */
    public synchronized boolean keep() {
        if (closed || alive()) {
            return !closed;
        }
        Connection next;
        try {
            next = dataSource.getConnection();
        } catch (SQLException e) {
            return false;
        }
        boolean taken = false;
        try {
            taken = takeAgain(next);
        } catch (DataAccessException | TransactionException e) {
            // it is gone again
        } finally {
            if (taken) {
                connection = next;
            } else {
                release(next);
            }
        }
        return taken;
    }

    private boolean alive() {
        Connection held = connection;
        try {
            if (held == null || held.isValid(ANSWERS_WITHIN_SECONDS)) {
                return held != null;
            }
            held.abort(Runnable::run);
        } catch (SQLException e) {
            // not alive either
        }
        connection = null;
        release(held);
        return false;
    }

    /** Nobody can take the run over between the look at its epoch and the end of the transaction. */
    private boolean takeAgain(Connection next) {
        var own = new SingleConnectionDataSource(next, true);
        JdbcClient jdbc = JdbcClient.create(own);
        return Boolean.TRUE.equals(new TransactionTemplate(new DataSourceTransactionManager(own)).execute(status -> {
            Fence.check(jdbc, run);
            boolean free = take(jdbc, run.id());
            if (free) {
                TypeLocks.share(jdbc, types);
            }
            return free;
        }));
    }

    static boolean take(JdbcClient jdbc, long run) {
        return jdbc.sql("SELECT pg_try_advisory_lock(hashtextextended(?, 0))")
                .param("winnow run " + run)
                .query(Boolean.class)
                .single();
    }

    /** Which of these runs a living process holds. */
    static List<Long> held(JdbcClient jdbc, Long[] runs) {
        return jdbc.sql("SELECT id FROM unnest(CAST(? AS bigint[])) AS r (id) WHERE " + held("id"))
                .param(runs)
                .query(Long.class)
                .list();
    }

    /** A condition in SQL: a living process holds the run with the number that the expression {@code id} gives. */
    public static String held(String id) {
        return "hashtextextended('winnow run ' || " + id + """
                , 0) IN (
                    SELECT (classid::bigint << 32) | objid::bigint FROM pg_locks
                    WHERE locktype = 'advisory' AND objsubid = 1 AND granted
                      AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))""";
    }

    @Override
    public synchronized void close() {
        closed = true;
        Connection held = connection;
        connection = null;
        if (held != null) {
            release(held);
        }
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
