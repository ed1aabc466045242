package dev.winnow.core.limit;

import java.time.Duration;
import java.util.Optional;

/** How often calls were refused of late, one after another and beside those that were not. Times are nanoseconds. Guarded by the throttle. */
final class Strikes {

    private static final int MOST_DOUBLINGS = 8;

    private final long minute;
    private final Lately accepted;
    private int strikes;
    private long struckAt;

    Strikes(long minute) {
        this.minute = minute;
        this.accepted = new Lately(minute);
    }

    /** A call sent then was answered. */
    void accepted(long sentAt, long now) {
        accepted.add(now);
        if (sentAt > struckAt) {
            strikes = 0;
        }
    }

    /** Calls that were answered in the last minute. */
    double accepted(long now) {
        return accepted.rate(now);
    }

    /**
     * A call sent then was refused.
     *
     * @return until when all calls of the limit wait: for as long as the server asks, and longer if that was too short
     */
    long refused(long sentAt, Optional<Duration> retryAfter, long now) {
        if (sentAt >= struckAt) {
            strikes++;
            struckAt = now;
        }
        long own = (minute / 600) << Math.max(0, Math.min(strikes - 1, MOST_DOUBLINGS));
        long asked = retryAfter.map(Duration::toNanos).orElse(own);
        return now + (strikes > 1 ? Math.max(asked, own) : asked);
    }
}
