package dev.winnow.db.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.Usage;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the rows of calls, in the transaction of the caller. */
final class CallRows {

    /** In the order of the keys, so that two processes wait for each other rather than deadlock. */
    private static final String OPEN = """
            INSERT INTO winnow.model_call
                (run_id, document_id, request_key, endpoint, endpoint_name, api, model, attempt, estimated_tokens,
                 reserved_tokens, reserved_usd)
            SELECT ?, c.* FROM json_to_recordset(?::json) AS c (document_id text, request_key text, endpoint text,
                endpoint_name text, api text, model text, attempt integer, estimated_tokens bigint, reserved_tokens bigint,
                reserved_usd numeric)
            ORDER BY c.request_key
            ON CONFLICT (request_key) WHERE state = 'SENT' DO NOTHING
            RETURNING request_key, id""";

    private static final String CLOSE = """
            UPDATE winnow.model_call
            SET state = ?, closed_at = now(), latency_ms = ?, input_tokens = ?, cached_tokens = ?, cache_write_tokens = ?,
                output_tokens = ?, reasoning_tokens = ?, cost_usd = ?, failure = ?, reply = ?::json, request_id = ?
            WHERE id = ?""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Run run;

    CallRows(DataSource dataSource, Run run) {
        this.jdbc = JdbcClient.create(dataSource);
        this.batches = new JdbcTemplate(dataSource);
        this.run = run;
    }

    /** Gives back the calls' numbers by the requests' keys, without those that are in flight elsewhere. */
    Map<String, Long> insert(List<JdbcJournal.Entered.Open> opens) {
        Map<String, Long> ids = new HashMap<>();
        if (!opens.isEmpty()) {
            ArrayNode rows = JsonNodeFactory.instance.arrayNode();
            opens.forEach(open -> rows.add(row(open)));
            jdbc.sql(OPEN)
                    .params(run.id(), rows.toString())
                    .query((row, n) -> ids.put(row.getString(1), row.getLong(2)))
                    .list();
        }
        return ids;
    }

    private static ObjectNode row(JdbcJournal.Entered.Open open) {
        ModelRequest request = open.intent().request();
        return JsonNodeFactory.instance
                .objectNode()
                .put("document_id", open.intent().document().sha256())
                .put("request_key", open.key())
                .put("endpoint", request.target().endpoint().identity())
                .put("endpoint_name", request.target().endpoint().name())
                .put("api", request.target().api().name())
                .put("model", request.target().model().name())
                .put("attempt", request.attempt())
                .put("estimated_tokens", open.intent().inputTokens())
                .put("reserved_tokens", open.intent().reservedTokens())
                .put("reserved_usd", open.intent().reservedUsd().orElse(null));
    }

    void close(List<JdbcJournal.Entered.Close> closes) {
        batches.batchUpdate(
                CLOSE,
                closes.stream()
                        .sorted(Comparator.comparing(JdbcJournal.Entered.Close::callId))
                        .map(CallRows::closing)
                        .toList());
    }

    private static Object[] closing(JdbcJournal.Entered.Close close) {
        long latency = close.latency().toMillis();
        @Nullable BigDecimal cost = close.cost().orElse(null);
        @Nullable String requestId = close.exchange().requestId().orElse(null);
        CallResult result = close.exchange().result();
        @Nullable Usage usage = usage(result);
        return new @Nullable Object[] {
            state(result),
            latency,
            usage == null ? null : usage.input(),
            usage == null ? null : usage.cached(),
            usage == null ? null : usage.cacheWrite(),
            usage == null ? null : usage.output(),
            usage == null ? null : usage.reasoning(),
            cost,
            result instanceof CallFailure failure ? failure.summary() : null,
            result instanceof ModelReply reply ? json(reply) : null,
            requestId,
            close.callId()
        };
    }

    private static String state(CallResult result) {
        return result instanceof ModelReply ? "ANSWERED" : lost(result) ? "UNCONFIRMED" : "FAILED";
    }

    private static boolean lost(CallResult result) {
        return result instanceof CallFailure failure && failure.kind() == CallFailure.Kind.REPLY_LOST;
    }

    /** As the server told; null where it did not, and nothing where there is nothing to tell. */
    private static @Nullable Usage usage(CallResult result) {
        Optional<Usage> told = result.usage();
        boolean unknown = result instanceof ModelReply || lost(result);
        return told.orElse(unknown ? null : Usage.NONE);
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
