package dev.winnow.core.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Time in nanoseconds since 1970, which never goes back, even where the clock does. Thread-safe. */
final class Timeline {

    private static final long MILLISECOND = 1_000_000;

    private final Clock clock;
    private final Delay delay;
    private final Executor workers;
    private long last = Long.MIN_VALUE;
    private long behind;

    /**
     * Of a run.
     *
     * @param delay how waits pass
     * @param workers go on after them
     */
    Timeline(Clock clock, Delay delay, Executor workers) {
        this.clock = clock;
        this.delay = delay;
        this.workers = workers;
    }

    synchronized long now() {
        Instant instant = clock.instant();
        long now = instant.getEpochSecond() * 1_000_000_000 + instant.getNano() + behind;
        if (now < last) {
            behind += last - now;
            now = last;
        }
        last = now;
        return now;
    }

    synchronized Instant instant(long nanos) {
        return Instant.EPOCH.plusNanos(nanos - behind);
    }

    /** Completes after so many nanoseconds, in whole milliseconds: a timer that is early would have to be set again. */
    CompletableFuture<Void> after(long nanos) {
        return delay.after(Duration.ofMillis((nanos + MILLISECOND - 1) / MILLISECOND));
    }

    Clock clock() {
        return clock;
    }

    Executor workers() {
        return workers;
    }
}
