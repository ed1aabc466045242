package dev.winnow.db.store;

import dev.winnow.db.connect.DatabaseException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Turns what Spring throws, whose messages quote the driver's, into {@link DatabaseException}. */
final class Tried {

    private Tried() {}

    /** @param tried what {@code statements} do, for the message */
    static <T> T to(String tried, Supplier<T> statements) {
        try {
            return statements.get();
        } catch (DataAccessException | TransactionException e) {
            throw failure(tried, e);
        }
    }

    static void to(String tried, Runnable statements) {
        Object unused = to(tried, () -> {
            statements.run();
            return true;
        });
    }

    /** A rollback that fails too must not hide what it was for. */
    static DatabaseException failure(String tried, RuntimeException thrown) {
        @Nullable
        Throwable first = thrown instanceof TransactionSystemException twice ? twice.getApplicationException() : null;
        if (first != null && DatabaseException.sqlState(first).isEmpty()) {
            // the driver may throw an AssertionError when a connection ends within a batch
            return DatabaseException.connectionLost(tried);
        }
        return DatabaseException.of(tried, first == null ? thrown : first);
    }
}
