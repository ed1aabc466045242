package dev.winnow.core.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before a retry: exponential with full jitter, a millisecond at least, never shorter than the server asked.
 *
 * @param first upper bound of the first delay
 * @param most upper bound of every delay that the server did not ask for
 * @param random from 0 to below 1
 */
public record Backoff(Duration first, Duration most, DoubleSupplier random) {

    private static final int MOST_DOUBLINGS = 20;

    /** Half a second, doubling up to 30 s. */
    public static Backoff standard() {
        return new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), Math::random);
    }

    /** Ten times as long at first, at most four times as long: for a server that has more calls than it can take. */
    public Backoff slower() {
        return new Backoff(first.multipliedBy(10), most.multipliedBy(4), random);
    }

    /** Up to {@code longest}, at random: keeps those who wait for the same moment from waking at once. */
    public Duration spread(Duration longest) {
        return Duration.ofMillis((long) (longest.toMillis() * random.getAsDouble()));
    }

    /**
     * The delay before a retry.
     *
     * @param failures how many calls have failed so far, from 1
     * @param asked what the server asked for
     */
    public Duration delay(int failures, Optional<Duration> asked) {
        long bound = Math.min(most.toMillis(), first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration own = Duration.ofMillis(Math.max(1, (long) (bound * random.getAsDouble())));
        return asked.map(server -> server.plus(own.dividedBy(4))).orElse(own);
    }
}
