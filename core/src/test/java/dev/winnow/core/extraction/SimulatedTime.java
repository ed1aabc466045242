package dev.winnow.core.extraction;

import dev.winnow.core.limit.Delay;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/** Time that passes from one event to the next. Used by one thread. */
final class SimulatedTime implements Delay {

    private record Event(Instant at, long number, CompletableFuture<Void> happens) {}

    private final SetClock clock;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
    private long number;

    SimulatedTime(SetClock clock) {
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Void> after(Duration duration) {
        Event event = new Event(clock.instant().plus(duration), number++, new CompletableFuture<>());
        events.add(event);
        return event.happens();
    }

    Duration passed() {
        return Duration.between(SetClock.START, clock.instant());
    }

    /** Lets time pass until nothing is left to happen. */
    void pass() {
        while (!events.isEmpty()) {
            Event next = events.remove();
            clock.set(next.at());
            next.happens().complete(null);
        }
    }
}
