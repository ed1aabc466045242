package dev.winnow.db.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.Target;
import dev.winnow.core.model.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the rows of calls, in the transaction of the caller. */
final class CallRows {

    /**
     * In the order of the keys, so that two processes wait for each other rather than deadlock. What is the same for all calls
     * of a target is sent once.
     */
    private static final String OPEN = """
            INSERT INTO winnow.model_call
                (run_id, document_id, request_key, endpoint, endpoint_name, api, model, attempt, estimated_tokens,
                 reserved_tokens, reserved_usd)
            SELECT ?, c.document_id, c.request_key, t.endpoint[c.target], t.endpoint_name[c.target], t.api[c.target],
                t.model[c.target], c.attempt, c.estimated_tokens, c.reserved_tokens, c.reserved_usd
            FROM (SELECT ?::text[], ?::text[], ?::text[], ?::text[]) AS t (endpoint, endpoint_name, api, model),
                unnest(?::integer[], ?::text[], ?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::numeric[])
                AS c (target, document_id, request_key, attempt, estimated_tokens, reserved_tokens, reserved_usd)
            ORDER BY c.request_key
            ON CONFLICT (request_key) WHERE state = 'SENT' DO NOTHING
            RETURNING request_key, id""";

    /** The ids twice: joined alone, PostgreSQL may read the calls of all time, which were few when it made its plan. */
    private static final String CLOSE = """
            UPDATE winnow.model_call AS m
            SET state = c.state, closed_at = now(), latency_ms = c.latency_ms, input_tokens = c.input_tokens,
                cached_tokens = c.cached_tokens, cache_write_tokens = c.cache_write_tokens, output_tokens = c.output_tokens,
                reasoning_tokens = c.reasoning_tokens, cost_usd = c.cost_usd, failure = c.failure, reply = c.reply::json,
                request_id = c.request_id
            FROM unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::numeric[], ?::text[], ?::text[], ?::text[])
                AS c (id, state, latency_ms, input_tokens, cached_tokens, cache_write_tokens, output_tokens, reasoning_tokens,
                    cost_usd, failure, reply, request_id)
            WHERE m.id = ANY (?) AND m.id = c.id""";

    // a reply may hold halves of surrogate pairs, which cannot be encoded but can be escaped
    private static final ObjectWriter REPLY =
            StrictJson.mapper().writerFor(ModelReply.class).with(JsonWriteFeature.ESCAPE_NON_ASCII);

    /** An array holds all its texts in memory once more. */
    private static final int MOST_REPLIES = 100;

    private final JdbcClient jdbc;
    private final Run run;

    CallRows(DataSource dataSource, Run run) {
        this.jdbc = JdbcClient.create(dataSource);
        this.run = run;
    }

    /** Gives back the calls' numbers by the requests' keys, without those that are in flight elsewhere. */
    Map<String, Long> insert(List<Entered.Open> opens) {
        Map<String, Long> ids = new HashMap<>();
        if (!opens.isEmpty()) {
            List<Target> targets = new ArrayList<>();
            Integer[] ofCall = Columns.of(
                    opens,
                    Integer[]::new,
                    open -> number(open.intent().request().target(), targets));
            jdbc.sql(OPEN)
                    .params(
                            run.id(),
                            Columns.of(
                                    targets,
                                    String[]::new,
                                    target -> target.endpoint().identity()),
                            Columns.of(
                                    targets,
                                    String[]::new,
                                    target -> target.endpoint().name()),
                            Columns.of(
                                    targets,
                                    String[]::new,
                                    target -> target.api().name()),
                            Columns.of(
                                    targets,
                                    String[]::new,
                                    target -> target.model().name()),
                            ofCall,
                            Columns.of(
                                    opens,
                                    String[]::new,
                                    open -> open.intent().document().sha256()),
                            Columns.of(opens, String[]::new, Entered.Open::key),
                            Columns.of(
                                    opens,
                                    Integer[]::new,
                                    open -> open.intent().request().attempt()),
                            Columns.of(opens, Long[]::new, open -> open.intent().inputTokens()),
                            Columns.of(opens, Long[]::new, open -> open.intent().reservedTokens()),
                            Columns.of(
                                    opens,
                                    BigDecimal[]::new,
                                    open -> open.intent().reservedUsd().orElse(null)))
                    .query((row, n) -> ids.put(row.getString(1), row.getLong(2)))
                    .list();
        }
        return ids;
    }

    /** From 1. */
    private static int number(Target target, List<Target> targets) {
        if (!targets.contains(target)) {
            targets.add(target);
        }
        return targets.indexOf(target) + 1;
    }

    void close(List<Entered.Close> closes) {
        List<Entered.Close> ordered = new ArrayList<>(closes);
        ordered.sort(Comparator.comparingLong(Entered.Close::callId));
        for (int i = 0; i < ordered.size(); i += MOST_REPLIES) {
            closeSome(ordered.subList(i, Math.min(ordered.size(), i + MOST_REPLIES)));
        }
    }

    private void closeSome(List<Entered.Close> closes) {
        Long[] ids = Columns.of(closes, Long[]::new, Entered.Close::callId);
        jdbc.sql(CLOSE)
                .params(
                        ids,
                        Columns.of(closes, String[]::new, close -> state(result(close))),
                        Columns.of(closes, Long[]::new, close -> close.latency().toMillis()),
                        tokens(closes, Usage::input),
                        tokens(closes, Usage::cached),
                        tokens(closes, Usage::cacheWrite),
                        tokens(closes, Usage::output),
                        tokens(closes, Usage::reasoning),
                        Columns.of(
                                closes, BigDecimal[]::new, close -> close.cost().orElse(null)),
                        Columns.of(closes, String[]::new, CallRows::failure),
                        Columns.of(closes, String[]::new, CallRows::reply),
                        Columns.of(
                                closes,
                                String[]::new,
                                close -> close.exchange().requestId().orElse(null)),
                        ids)
                .update();
    }

    private static Long[] tokens(List<Entered.Close> closes, ToLongFunction<Usage> kind) {
        return Columns.of(closes, Long[]::new, close -> {
            Usage usage = usage(result(close));
            return usage == null ? null : kind.applyAsLong(usage);
        });
    }

    private static CallResult result(Entered.Close close) {
        return close.exchange().result();
    }

    private static @Nullable String failure(Entered.Close close) {
        return result(close) instanceof CallFailure failure ? failure.summary() : null;
    }

    private static @Nullable String reply(Entered.Close close) {
        try {
            return result(close) instanceof ModelReply reply ? REPLY.writeValueAsString(reply) : null;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a reply is always writable");
        }
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
}
