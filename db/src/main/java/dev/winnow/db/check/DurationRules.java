package dev.winnow.db.check;

import dev.winnow.core.constraint.Comparison;
import dev.winnow.core.constraint.Rule;
import java.time.Duration;
import java.util.Optional;

/**
 * CHECKs of durations. A column holds no days or months, whose length PostgreSQL would guess, and is cut to the microsecond below:
 * a bound is exact to the microsecond.
 */
final class DurationRules {

    private static final long NANOS_IN_A_MICRO = 1_000;

    private DurationRules() {}

    static Optional<String> of(Rule.DurationBound bound, String column) {
        try {
            long micros = micros(bound.limit());
            boolean whole = bound.limit().getNano() % NANOS_IN_A_MICRO == 0;
            String operator = switch (bound.comparison()) {
                case AT_LEAST, MORE_THAN -> Comparison.AT_LEAST.operator();
                case AT_MOST -> Comparison.AT_MOST.operator();
                case LESS_THAN -> (whole ? Comparison.LESS_THAN : Comparison.AT_MOST).operator();
            };
            return Optional.of(column + " " + operator + " interval '" + micros + " microseconds'");
        } catch (ArithmeticException e) {
            // no column holds anything near the limit
            return Optional.empty();
        }
    }

    private static long micros(Duration duration) {
        return Math.addExact(
                Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / NANOS_IN_A_MICRO);
    }
}
