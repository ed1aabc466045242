package dev.winnow.core.extraction;

import java.util.concurrent.atomic.AtomicLong;

/** What is known about the endpoint from the calls of this process: the ground for judging a failed one. Thread-safe. */
public final class EndpointHealth {

    private final AtomicLong successes = new AtomicLong();
    private volatile boolean provenEarlier;

    /** A reply has come just now; a reply from the journal does not count. */
    void success() {
        successes.incrementAndGet();
    }

    /** How many replies have come. */
    long successes() {
        return successes.get();
    }

    /** Requests made by this recipe have been answered before: one that is refused has itself to blame. */
    public void provenEarlier() {
        provenEarlier = true;
    }

    /** Whether requests made by this recipe are known to be taken. */
    boolean takesRequests() {
        return provenEarlier || successes() > 0;
    }
}
