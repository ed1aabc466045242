package dev.winnow.benchmarks.kill;

import dev.winnow.simulator.Latency;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A latency that tells when calls come in. Thread-safe. */
final class Arrivals implements Latency {

    private final Latency latency;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong first = new AtomicLong();

    Arrivals(Latency latency) {
        this.latency = latency;
    }

    @Override
    public Duration next() {
        calls.incrementAndGet();
        first.compareAndSet(0, System.nanoTime());
        return latency.next();
    }

    /** From now on the next one is the first. */
    void watch() {
        first.set(0);
        calls.set(0);
    }

    /** In {@link System#nanoTime}; 0 before it. */
    long first() {
        return first.get();
    }

    long calls() {
        return calls.get();
    }
}
