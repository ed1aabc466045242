package dev.winnow.db.table;

import dev.winnow.db.table.NumberRules.Bound;
import jakarta.validation.constraints.Digits;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * CHECKs of doubles. Bean Validation compares the decimal that Java prints for a double, PostgreSQL the double itself: a bound
 * is exact if it is a double, else weaker by less than one double.
 */
final class DoubleRules {

    private static final int MOST_DIGITS = 300;

    /** Greater powers of ten are between two doubles. */
    private static final int MOST_EXACT_DIGITS = 22;

    private DoubleRules() {}

    static Optional<Rule> of(Annotation constraint, String column) {
        return constraint instanceof Digits digits
                ? digits(digits, column)
                : NumberRules.bound(constraint).flatMap(bound -> bound(bound, column));
    }

    private static Optional<Rule> bound(Bound bound, String column) {
        double limit = bound.limit().doubleValue();
        boolean outOfRange =
                Double.isInfinite(limit) || limit == 0 && bound.limit().signum() != 0;
        if (outOfRange) {
            return Optional.empty();
        }
        boolean isDouble = BigDecimal.valueOf(limit).compareTo(bound.limit()) == 0;
        // weaker, because Hibernate Validator takes -0.0 for negative
        boolean negativeZero = bound.rule().equals("negative");
        Bound safe = isDouble && !negativeZero ? bound : bound.inclusive();
        return NumberRules.literal(safe.limit()).map(text -> safe.rule(column, text));
    }

    /** Weaker, because the cast to numeric keeps 15 digits. */
    private static Optional<Rule> digits(Digits digits, String column) {
        if (digits.integer() > MOST_DIGITS || digits.fraction() > MOST_DIGITS) {
            return Optional.empty();
        }
        String below = digits.integer() > MOST_EXACT_DIGITS ? " <= " : " < ";
        return Optional.of(new Rule(
                "digits",
                "scale(trim_scale(" + column + "::numeric)) <= " + digits.fraction() + " AND abs(" + column + ")"
                        + below + NumberRules.powerOfTen(digits.integer())));
    }
}
