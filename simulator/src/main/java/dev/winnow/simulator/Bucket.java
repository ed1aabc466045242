package dev.winnow.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A limit whose used units come back evenly over a period. Not thread-safe. */
final class Bucket {
    /** Hides what is lost in dividing. */
    private static final double TOLERANCE = 1e-6;

    private final long limit;
    private final double unitsPerNano;
    private double used;
    private Instant last;

    Bucket(long limit, Duration period, Instant now) {
        this.limit = limit;
        this.unitsPerNano = limit / (double) period.toNanos();
        this.last = now;
    }

    void refill(Instant now) {
        long nanos = Math.max(0, Duration.between(last, now).toNanos());
        used = Math.max(0, used - nanos * unitsPerNano);
        last = now;
    }

    /** Takes units, or says how long to wait and takes none. */
    Optional<Duration> take(long units) {
        Duration wait = untilFree(units);
        if (wait.isZero()) {
            used += units;
            return Optional.empty();
        }
        return Optional.of(wait);
    }

    /** How long until so many units are free; zero if they are. */
    Duration untilFree(long units) {
        double missing = used + units - limit;
        return missing <= TOLERANCE ? Duration.ZERO : time(missing);
    }

    void fill() {
        used = limit;
    }

    Duration untilEmpty() {
        return time(used);
    }

    long limit() {
        return limit;
    }

    /** Whole units, rounded up. */
    long used() {
        return Math.min(limit, (long) Math.ceil(used - TOLERANCE));
    }

    private Duration time(double units) {
        return Duration.ofNanos((long) Math.ceil(units / unitsPerNano - TOLERANCE));
    }
}
