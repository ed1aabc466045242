package dev.winnow.core.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a server, or one of its models, has been heard of, since when it has been down, and until when it is left alone. Thread-safe. */
final class Health {

    private final Clock clock;
    private volatile boolean heardOf;
    private volatile Optional<Instant> downSince = Optional.empty();
    private Instant parkedAt = Instant.MIN;
    private volatile Instant parkedUntil = Instant.MIN;

    Health(Clock clock) {
        this.clock = clock;
    }

    /** It has said something. */
    void heard() {
        heardOf = true;
    }

    /** It works; where it is left alone, it did until then: that is about a call from before. */
    synchronized void up() {
        heardOf = true;
        downSince = parked().map(until -> parkedAt);
    }

    /** A call failed or was limited. */
    synchronized void down() {
        downSince = downSince.or(() -> Optional.of(clock.instant()));
    }

    /** It asked for a pause; what it asked for before stands if it lasts longer. */
    synchronized void park(Duration pause) {
        heardOf = true;
        down();
        parkedAt = parked().isEmpty() ? clock.instant() : parkedAt;
        Instant end = clock.instant().plus(pause);
        parkedUntil = end.isAfter(parkedUntil) ? end : parkedUntil;
    }

    /** What it asked for was asked of another. */
    synchronized void resume() {
        downSince = Optional.empty();
        parkedUntil = Instant.MIN;
    }

    boolean heardOf() {
        return heardOf;
    }

    Optional<Instant> downSince() {
        return downSince;
    }

    /** Until when it is left alone; empty if it is not. */
    Optional<Instant> parked() {
        return Optional.of(parkedUntil).filter(until -> until.isAfter(clock.instant()));
    }

    /** For how long it is left alone; empty if it is not. */
    Optional<Duration> left() {
        Duration left = Duration.between(clock.instant(), parkedUntil);
        return Optional.of(left).filter(more -> !more.isNegative() && !more.isZero());
    }
}
