package dev.winnow.benchmarks.kill;

import dev.winnow.simulator.Latency;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A latency that tells when calls come in. Thread-safe. */
final class Arrivals implements Latency {

    /** A JVM calls nobody so soon after its start. */
    private static final long EARLIEST = 1_000_000_000;

    private final Latency latency;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private final AtomicLong first = new AtomicLong();
    private volatile long watched = System.nanoTime();

    Arrivals(Latency latency) {
        this.latency = latency;
    }

    @Override
    public Duration next() {
        long now = System.nanoTime();
        if (now - watched < EARLIEST) {
            late.incrementAndGet();
        } else {
            calls.incrementAndGet();
            first.compareAndSet(0, now);
        }
        return latency.next();
    }

    /** A process starts now: the next one that can be its own is the first. */
    void watch() {
        watched = System.nanoTime();
        first.set(0);
        calls.set(0);
        late.set(0);
    }

    /** Those of the process before, which were on their way when it was killed. */
    long late() {
        return late.get();
    }

    /** In {@link System#nanoTime}; 0 before it. */
    long first() {
        return first.get();
    }

    long calls() {
        return calls.get();
    }
}
