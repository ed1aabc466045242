package dev.winnow.db.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.winnow.db.connect.DatabaseException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A value that must not show in any exception. */
final class Canary {

    static final String VALUE = "CANARY-4711";

    private Canary() {}

    /** What {@code action} throws, itself or in a future, is a DatabaseException, and it and its causes are silent. */
    static DatabaseException silentFailure(ThrowingCallable action) {
        Throwable thrown = catchThrowable(action);
        assertSilent(thrown);
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        assertThat(cause).isInstanceOf(DatabaseException.class);
        return (DatabaseException) cause;
    }

    static void assertSilent(Throwable thrown) {
        assertThat(thrown).isNotNull();
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            StringWriter text = new StringWriter();
            at.printStackTrace(new PrintWriter(text));
            assertThat(text.toString()).doesNotContain(VALUE);
            if (at instanceof SQLException sql && sql.getNextException() != null) {
                assertSilent(sql.getNextException());
            }
        }
    }
}
