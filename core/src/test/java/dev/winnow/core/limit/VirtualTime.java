package dev.winnow.core.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Time that passes from one event to the next, for several processes at once. Used by one thread. */
final class VirtualTime extends Clock implements Delay, Executor {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private record Event(long at, long number, Runnable happens) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparing(Event::number));
    private long number;
    private long nanos;

    /** Since the beginning. */
    long nanos() {
        return nanos;
    }

    void after(long delay, Runnable happens) {
        events.add(new Event(nanos + delay, number++, happens));
    }

    @Override
    public CompletableFuture<Void> after(Duration duration) {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        after(duration.toNanos(), () -> passed.complete(null));
        return passed;
    }

    @Override
    public void execute(Runnable task) {
        after(0, task);
    }

    /** Lets time pass until nothing is left to happen. */
    void pass() {
        while (!events.isEmpty()) {
            Event next = events.remove();
            nanos = next.at();
            next.happens().run();
        }
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("one zone");
    }
}
