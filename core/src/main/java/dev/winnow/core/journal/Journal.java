package dev.winnow.core.journal;

import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.ModelReply;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The port to the table of all model calls. Thread-safe; its futures fail only when the journal itself is broken. */
public interface Journal {

    /** What the journal knows about a request. */
    sealed interface Entry {
        /** Identity of the call. */
        long callId();

        /** The reply to this very request came earlier; nothing is to be paid. */
        record Answered(long callId, ModelReply reply) implements Entry {}

        /** The call is on record and may be made. */
        record Opened(long callId) implements Entry {}
    }

    /**
     * Looks the request up and, where it has no reply yet, puts the call on record. Completes after the record is durable: no
     * call is made before.
     */
    CompletableFuture<Entry> open(CallIntent intent);

    /**
     * Closes an opened call with what came. Completes after that is durable: nothing is made of a reply before.
     *
     * @param cost in USD, or empty where unknown
     */
    CompletableFuture<Void> close(long callId, CallResult result, Duration latency, Optional<BigDecimal> cost);
}
