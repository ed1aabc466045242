package dev.winnow.batch.watch;

import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.model.Exchange;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * A call that has ended and is closed in the journal.
 *
 * @param id the journal's number of it
 * @param cost in USD, or empty where unknown
 */
public record ClosedCall(long id, CallIntent intent, Exchange exchange, Duration latency, Optional<BigDecimal> cost) {}
