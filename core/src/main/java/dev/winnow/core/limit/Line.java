package dev.winnow.core.limit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Those who wait for something, in the order in which they came. Guarded by the throttle, whose lock whoever is told is not to
 * hold: telling is handed out.
 *
 * @param <W> who waits
 * @param <R> what they are told
 */
final class Line<W, R> {

    private final Deque<Place<W, R>> places = new ArrayDeque<>();

    private record Place<W, R>(W who, CompletableFuture<R> told) {}

    /** Waits, before all others or after them. */
    CompletableFuture<R> join(W who, boolean first) {
        Place<W, R> place = new Place<>(who, new CompletableFuture<>());
        if (first) {
            places.addFirst(place);
        } else {
            places.addLast(place);
        }
        return place.told();
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    int size() {
        return places.size();
    }

    /** Who is next; there is one. */
    W next() {
        return Objects.requireNonNull(places.getFirst()).who();
    }

    /** All of them, in order. */
    Stream<W> all() {
        return places.stream().map(Place::who);
    }

    /** The next waits no longer. */
    Runnable tellNext(R result) {
        CompletableFuture<R> told = places.removeFirst().told();
        return () -> told.complete(result);
    }

    /** None waits any longer. */
    List<Runnable> tellAll(R result) {
        List<Runnable> all = places.stream()
                .<Runnable>map(place -> () -> place.told().complete(result))
                .toList();
        places.clear();
        return all;
    }
}
