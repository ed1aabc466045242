package dev.winnow.db.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.winnow.core.journal.Journal.Entry;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.Usage;
import dev.winnow.db.connect.DatabaseException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The statements behind the journal; one transaction for each batch. */
final class JournalTable {

    private static final String OPEN = """
            INSERT INTO winnow.model_call
                (id, run_id, document_id, request_key, endpoint, model, attempt, reserved_tokens, reserved_usd)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String CLOSE = """
            UPDATE winnow.model_call
            SET state = ?, closed_at = now(), latency_ms = ?, input_tokens = ?, cached_tokens = ?, output_tokens = ?,
                cost_usd = ?, failure = ?, reply = ?::json
            WHERE id = ?""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate transaction;
    private final Run run;

    JournalTable(DataSource dataSource, Run run) {
        this.jdbc = JdbcClient.create(dataSource);
        this.batches = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        this.run = run;
    }

    List<Entry> write(List<JdbcJournal.Entered.Open> opens, List<JdbcJournal.Entered.Close> closes) {
        if (opens.isEmpty() && closes.isEmpty()) {
            return List.of();
        }
        return Tried.to(
                "Writing the journal",
                () -> transaction.execute(status -> {
                    Fence.check(jdbc, run);
                    close(closes);
                    return opens.isEmpty() ? List.<Entry>of() : open(opens);
                }));
    }

    private List<Entry> open(List<JdbcJournal.Entered.Open> opens) {
        Map<String, Entry> answered =
                answered(opens.stream().map(JdbcJournal.Entered.Open::key).toArray(String[]::new));
        List<Long> ids = jdbc.sql(
                        "SELECT nextval(pg_get_serial_sequence('winnow.model_call', 'id')) FROM generate_series(1, ?)")
                .param(opens.size())
                .query(Long.class)
                .list();
        List<Entry> entries = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < opens.size(); i++) {
            Entry known = answered.get(opens.get(i).key());
            entries.add(known == null ? new Entry.Opened(ids.get(i)) : known);
            if (known == null) {
                rows.add(row(ids.get(i), opens.get(i)));
            }
        }
        batches.batchUpdate(OPEN, rows);
        return entries;
    }

    private Object[] row(long id, JdbcJournal.Entered.Open open) {
        var request = open.intent().request();
        return new @Nullable Object[] {
            id,
            run.id(),
            open.intent().document().sha256(),
            open.key(),
            request.target().endpoint().identity(),
            request.target().model().name(),
            request.attempt(),
            open.intent().reservedTokens(),
            open.intent().reservedUsd().orElse(null)
        };
    }

    List<Boolean> answered(List<ModelRequest> requests) {
        List<String> keys = requests.stream().map(ModelRequest::key).toList();
        Map<String, Entry> known = Tried.to("Asking the journal", () -> answered(keys.toArray(String[]::new)));
        return keys.stream().map(known::containsKey).toList();
    }

    private Map<String, Entry> answered(String[] keys) {
        Map<String, Entry> answered = new HashMap<>();
        jdbc.sql("""
                        SELECT request_key, id, reply FROM winnow.model_call
                        WHERE request_key = ANY (?) AND state = 'ANSWERED' ORDER BY id""")
                .param(keys)
                .query((row, n) ->
                        answered.put(row.getString(1), new Entry.Answered(row.getLong(2), reply(row.getString(3)))))
                .list();
        return answered;
    }

    private static ModelReply reply(String json) {
        try {
            return StrictJson.mapper().readValue(json, ModelReply.class);
        } catch (JsonProcessingException e) {
            throw new DatabaseException("A reply in winnow.model_call cannot be read; was it changed by hand?");
        }
    }

    private void close(List<JdbcJournal.Entered.Close> closes) {
        batches.batchUpdate(CLOSE, closes.stream().map(JournalTable::closing).toList());
    }

    private static Object[] closing(JdbcJournal.Entered.Close close) {
        long latency = close.latency().toMillis();
        @Nullable BigDecimal cost = close.cost().orElse(null);
        CallResult result = close.exchange().result();
        if (result instanceof ModelReply reply) {
            @Nullable Usage usage = reply.usage().orElse(null);
            return new @Nullable Object[] {
                "ANSWERED",
                latency,
                usage == null ? null : usage.input(),
                usage == null ? null : usage.cached(),
                usage == null ? null : usage.output(),
                cost,
                null,
                json(reply),
                close.callId()
            };
        }
        CallFailure failure = (CallFailure) result;
        boolean lost = failure.kind() == CallFailure.Kind.REPLY_LOST;
        return new @Nullable Object[] {
            lost ? "UNCONFIRMED" : "FAILED", latency, 0L, 0L, 0L, cost, failure.summary(), null, close.callId()
        };
    }

    private static String json(ModelReply reply) {
        try {
            // a reply may hold halves of surrogate pairs, which cannot be encoded but can be escaped
            return StrictJson.mapper()
                    .writer()
                    .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .writeValueAsString(reply);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a reply is always writable");
        }
    }
}
