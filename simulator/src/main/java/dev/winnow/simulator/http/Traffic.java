package dev.winnow.simulator.http;

import java.util.concurrent.atomic.AtomicInteger;

/** How much is going on. Thread-safe. */
public final class Traffic {
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    void opened() {
        connections.incrementAndGet();
    }

    void closed() {
        connections.decrementAndGet();
    }

    void asked() {
        int now = inFlight.incrementAndGet();
        if (now > most.get()) {
            most.accumulateAndGet(now, Math::max);
        }
    }

    void done() {
        inFlight.decrementAndGet();
    }

    /** Connections that are open. */
    public int connections() {
        return connections.get();
    }

    /** Requests that came whole, and whose replies did not yet leave. */
    public int inFlight() {
        return inFlight.get();
    }

    /** The most that were in flight at once. */
    public int inFlightMost() {
        return most.get();
    }

    public void forgetMost() {
        most.set(inFlight.get());
    }
}
