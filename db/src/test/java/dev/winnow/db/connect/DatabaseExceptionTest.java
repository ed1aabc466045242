package dev.winnow.db.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class DatabaseExceptionTest {

    private static PSQLException refused() {
        return new PSQLException(
                new ServerErrorMessage(
                        "SERROR\0C23514\0Mrow with CANARY refused\0DFailing row contains (CANARY)\0nreceipt_total\0"),
                true);
    }

    @Test
    void namesStateAndConstraintOnly() {
        DatabaseException exception = DatabaseException.of("Writing", new IllegalStateException("CANARY", refused()));

        assertThat(exception)
                .hasMessage("Writing failed: SQL state 23514, constraint receipt_total")
                .hasNoCause();
    }

    @Test
    void looksIntoBatches() {
        BatchUpdateException batch = new BatchUpdateException("CANARY", "23514", new int[0]);
        batch.setNextException(refused());

        assertThat(DatabaseException.of("Writing", new RuntimeException(batch)))
                .hasMessage("Writing failed: SQL state 23514, constraint receipt_total");
    }

    @Test
    void withoutAStateNamesTheClass() {
        assertThat(DatabaseException.of("Writing", new IllegalStateException("CANARY")))
                .hasMessage("Writing failed: IllegalStateException");
        assertThat(DatabaseException.of("Writing", new SQLException("CANARY")))
                .hasMessage("Writing failed: SQLException");
    }
}
