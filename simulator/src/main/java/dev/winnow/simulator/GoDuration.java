package dev.winnow.simulator;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as the rate limit headers have them: {@code 17ms}, {@code 51.174s}, {@code 6m0s}, {@code 1h0m0s}. */
final class GoDuration {
    private GoDuration() {}

    /** Rounded up to a millisecond. */
    static String of(Duration duration) {
        long millis = ceil(duration, Duration.ofMillis(1));
        if (millis > 0 && millis < 1000) {
            return millis + "ms";
        }
        Duration rounded = Duration.ofMillis(millis);
        BigDecimal seconds = BigDecimal.valueOf(millis % 60_000, 3).stripTrailingZeros();
        String end = seconds.toPlainString() + "s";
        if (rounded.toHours() > 0) {
            return rounded.toHours() + "h" + rounded.toMinutesPart() + "m" + end;
        }
        return rounded.toMinutes() > 0 ? rounded.toMinutes() + "m" + end : end;
    }

    /** How many units it takes to cover a duration. */
    static long ceil(Duration duration, Duration unit) {
        return -Math.floorDiv(-duration.toNanos(), unit.toNanos());
    }
}
