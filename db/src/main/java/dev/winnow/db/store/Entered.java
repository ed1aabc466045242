package dev.winnow.db.store;

import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.journal.Journal.Entry;
import dev.winnow.core.model.Exchange;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What waits for the journal's next commit. */
sealed interface Entered {

    /** A call to be opened; {@code done} completes after the commit. */
    record Open(CallIntent intent, String key, CompletableFuture<Entry> done) implements Entered {}

    /** A call to be closed; {@code done} completes after the commit. */
    record Close(
            long callId, Exchange exchange, Duration latency, Optional<BigDecimal> cost, CompletableFuture<Void> done)
            implements Entered {}

    /** A reason to look at those who wait. */
    record Nudge() implements Entered {}

    /** The end. */
    record End() implements Entered {}
}
