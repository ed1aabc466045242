package dev.winnow.core.limit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The limits of one process that shares them with no other. Always completes at once. Thread-safe. */
final class LocalLimit implements SharedLimit {

    private final Timeline time;
    private final Map<String, Long> takenUntil = new HashMap<>();

    LocalLimit(Timeline time) {
        this.time = time;
    }

    @Override
    public synchronized CompletableFuture<Lease> take(String limit, long units, Duration unit) {
        long now = time.now();
        long start = Math.max(now, takenUntil.getOrDefault(limit, now));
        takenUntil.put(limit, start + unit.multipliedBy(units).toNanos());
        return CompletableFuture.completedFuture(new Lease(Duration.ofNanos(start - now), units, unit));
    }

    @Override
    public synchronized CompletableFuture<Void> hold(String limit, Duration pause) {
        takenUntil.merge(limit, time.now() + pause.toNanos(), Math::max);
        return CompletableFuture.completedFuture(null);
    }
}
