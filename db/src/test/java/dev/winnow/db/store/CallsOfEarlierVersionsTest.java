package dev.winnow.db.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.db.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database that was filled before there were budgets. */
class CallsOfEarlierVersionsTest {

    @RegisterExtension
    final TestDatabase database = TestDatabase.empty();

    private void run(String sql) throws SQLException {
        try (Connection connection = database.outside().getConnection();
                Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        }
    }

    private static String migration(String name) throws IOException {
        try (InputStream in = CallsOfEarlierVersionsTest.class.getResourceAsStream("/winnow/db/" + name + ".sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void countForBudgets() throws Exception {
        run("CREATE SCHEMA winnow");
        run(migration("V1__winnow"));
        run(migration("V3__retired_extractions"));
        run("""
                INSERT INTO winnow.document (id, bytes) VALUES (repeat('a', 64), 1);
                INSERT INTO winnow.recipe (fingerprint, types, definition) VALUES ('r', '{receipt}', '{}');
                INSERT INTO winnow.run (command, types, paths, recipe) VALUES ('c', '{receipt}', '{}', 'r'), ('d', '{}', '{}', 'r');
                INSERT INTO winnow.model_call (run_id, document_id, request_key, endpoint, model, attempt, state, reserved_tokens,
                    reserved_usd, sent_at, input_tokens, output_tokens, cost_usd)
                SELECT run, repeat('a', 64), key, 'e', 'm', 1, state, 100, 0.5, sent::timestamptz, tokens, tokens, usd FROM (VALUES
                    (1, 'k1', 'ANSWERED', '2026-11-20T12:00Z', 7, 0.125), (1, 'k2', 'FAILED', '2026-11-20T12:00Z', 0, 0),
                    (1, 'k3', 'SENT', '2026-11-21T12:00Z', NULL, NULL), (1, 'k3', 'SENT', '2026-11-21T12:00Z', NULL, NULL),
                    (2, 'k3', 'ANSWERED', '2026-11-21T12:00Z', NULL, NULL),
                    (2, 'k4', 'UNCONFIRMED', '2026-11-22T12:00Z', 0, NULL)) AS c (run, key, state, sent, tokens, usd)""");

        run(migration("V4__costs_and_erasure"));

        assertThat(database.rows("SELECT scope, usd, tokens FROM winnow.spending ORDER BY scope"))
                .containsExactly(
                        "day 2026-11-20|0.125|14",
                        "day 2026-11-21|1.5|300",
                        "day 2026-11-22|0.5|100",
                        "run 1|1.125|214",
                        "run 2|1.0|200");
        assertThat(database.rows("SELECT DISTINCT state, api FROM winnow.model_call ORDER BY state"))
                .containsExactly(
                        "ANSWERED|CHAT_COMPLETIONS", "FAILED|CHAT_COMPLETIONS", "UNCONFIRMED|CHAT_COMPLETIONS");
    }
}
