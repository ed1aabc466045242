package dev.winnow.core.journal;

import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The port to the table of all model calls. Thread-safe; its futures fail only when the journal itself is broken. */
public interface Journal {

    /** What the journal says to a request. */
    sealed interface Entry {

        /** The reply to this very request came earlier; nothing is to be paid. */
        record Answered(long callId, ModelReply reply) implements Entry {}

        /** The call is on record, with what it may cost reserved, and may be made. */
        record Opened(long callId) implements Entry {}

        /**
         * It may not be made: with what it may cost, a budget would be exceeded, and no call in flight can give any back.
         *
         * @param budget which one and how far it is spent, for operators
         */
        record OverBudget(String budget) implements Entry {}

        /** It may not be made: the run has been asked to stop. */
        record GivenUp() implements Entry {}
    }

    /**
     * Looks the request up and, where it has no reply yet, puts the call on record. Completes after the record is durable: no
     * call is made before. While the same request is in flight elsewhere, or a budget is reserved by calls in flight, it waits
     * for those; not any longer once the run is asked to stop.
     */
    CompletableFuture<Entry> open(CallIntent intent);

    /** Which of {@code requests} have a reply that {@link #open} would give, in their order. */
    CompletableFuture<List<Boolean>> answered(List<ModelRequest> requests);

    /**
     * Closes an opened call with what came. Completes after that is durable: nothing is made of a reply before.
     *
     * @param cost in USD, or empty where unknown
     */
    CompletableFuture<Void> close(long callId, Exchange exchange, Duration latency, Optional<BigDecimal> cost);
}
