package dev.winnow.core.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What the calls of this process tell about an endpoint, and whether it may be called now. Thread-safe. */
public final class EndpointGate {

    private final Clock clock;
    private final AtomicLong successes = new AtomicLong();
    private volatile boolean provenEarlier;
    private volatile Instant parkedUntil = Instant.EPOCH;

    /** Open, with nothing known. */
    public EndpointGate(Clock clock) {
        this.clock = clock;
    }

    /** How long until it may be called; empty if it may be now. */
    public Optional<Duration> closed() {
        Duration left = Duration.between(clock.instant(), parkedUntil);
        return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left);
    }

    /** Leaves the endpoint alone for {@code pause}. */
    public void park(Duration pause) {
        parkedUntil = clock.instant().plus(pause);
    }

    /** A reply has come just now; a reply from the journal does not count. */
    public void succeeded() {
        successes.incrementAndGet();
    }

    /** How many replies have come. */
    public long successes() {
        return successes.get();
    }

    /** Requests made by this recipe have been answered before: one that is refused has itself to blame. */
    public void provenEarlier() {
        provenEarlier = true;
    }

    /** Whether requests made by this recipe are known to be taken. */
    public boolean takesRequests() {
        return provenEarlier || successes() > 0;
    }
}
