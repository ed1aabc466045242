package dev.winnow.db.connect;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The database cannot do what is asked. The message holds no value of any row: those of the driver do. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What PostgreSQL ends a connection with that stood still within a transaction, as when the process was suspended. */
    private static final String IDLE_IN_TRANSACTION = "25P03";

    /** Whether the same may work again. */
    public enum Cause {
        /** The connection was lost or could not be had. */
        CONNECTION,
        /** The server gave the transaction up, to end a deadlock or for want of room; the same may work later. */
        PASSING,
        /** Anything else. */
        OTHER
    }

    private final Cause reason;

    /** With a message for the operator. */
    public DatabaseException(String message) {
        this(message, Cause.OTHER);
    }

    private DatabaseException(String message, Cause reason) {
        super(message);
        this.reason = reason;
    }

    /** Whether trying again makes sense. */
    public Cause reason() {
        return reason;
    }

    /** What was tried, and the SQL state and constraint in {@code cause}; its message is dropped, it may quote values. */
    public static DatabaseException of(String tried, Throwable cause) {
        String state = sqlState(cause)
                .map(code -> "SQL state " + code)
                .orElse(cause.getClass().getSimpleName());
        return new DatabaseException(
                tried + " failed: " + state
                        + constraint(cause).map(name -> ", constraint " + name).orElse(""),
                reason(cause));
    }

    /** For a connection that cannot be used any more, whatever was thrown. */
    public static DatabaseException connectionLost(String tried) {
        return new DatabaseException(tried + " failed: the connection was lost", Cause.CONNECTION);
    }

    private static Cause reason(Throwable thrown) {
        if (connectionLost(thrown)) {
            return Cause.CONNECTION;
        }
        // transaction rollback; insufficient resources, such as a full disk
        return sqlState(thrown)
                .filter(state -> state.startsWith("40") || state.startsWith("53"))
                .map(state -> Cause.PASSING)
                .orElse(Cause.OTHER);
    }

    private static boolean connectionLost(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof SQLTransientConnectionException) {
                return true;
            }
        }
        return sqlState(thrown)
                .map(state -> state.startsWith("08") || state.startsWith("57P") || state.equals(IDLE_IN_TRANSACTION))
                .orElse(false);
    }

    /** The SQL state somewhere in {@code thrown}'s causes. */
    public static Optional<String> sqlState(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql && sql.getSQLState() != null) {
                return Optional.of(sql.getSQLState());
            }
        }
        return Optional.empty();
    }

    /** The name of the violated constraint somewhere in {@code thrown}'s causes. */
    public static Optional<String> constraint(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            SQLException next = at instanceof SQLException sql ? sql.getNextException() : null;
            Throwable carrier = next == null ? at : next;
            if (carrier instanceof PSQLException postgres) {
                ServerErrorMessage message = postgres.getServerErrorMessage();
                if (message != null && message.getConstraint() != null) {
                    return Optional.of(message.getConstraint());
                }
            }
        }
        return Optional.empty();
    }
}
