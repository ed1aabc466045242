package dev.winnow.db.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes into the rows of calls how they ended, in the transaction of the caller. */
final class ClosedCalls {

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

    ClosedCalls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void write(List<Entered.Close> closes) {
        List<Entered.Close> ordered = new ArrayList<>(closes);
        ordered.sort(Comparator.comparingLong(Entered.Close::callId));
        for (int i = 0; i < ordered.size(); i += MOST_REPLIES) {
            writeSome(ordered.subList(i, Math.min(ordered.size(), i + MOST_REPLIES)));
        }
    }

    private void writeSome(List<Entered.Close> closes) {
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
                        Columns.of(closes, String[]::new, ClosedCalls::failure),
                        Columns.of(closes, String[]::new, ClosedCalls::reply),
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
