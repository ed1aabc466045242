package dev.winnow.db.check;

import dev.winnow.core.constraint.Comparison;
import dev.winnow.core.constraint.Rule;
import dev.winnow.core.type.ScalarKind;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * CHECKs of floats and doubles. Bean Validation compares the decimal that Java prints for a double, PostgreSQL the double itself:
 * a bound is exact if it is a double, else weaker by less than one double.
 */
final class FloatRules {

    private static final int MOST_DIGITS = 300;

    /** Greater powers of ten are between two doubles. */
    private static final int MOST_EXACT_DIGITS = 22;

    /** Greater powers of ten are between two floats. */
    private static final int MOST_EXACT_DIGITS_OF_FLOAT = 10;

    private FloatRules() {}

    static Optional<String> of(Rule rule, ScalarKind kind, String column) {
        if (rule instanceof Rule.Digits digits) {
            return digits(digits, kind, column);
        }
        return rule instanceof Rule.Bound bound ? bound(bound, column) : Optional.empty();
    }

    private static Optional<String> bound(Rule.Bound bound, String column) {
        double limit = bound.limit().doubleValue();
        boolean outOfRange =
                Double.isInfinite(limit) || limit == 0 && bound.limit().signum() != 0;
        if (outOfRange) {
            return Optional.empty();
        }
        boolean isDouble = BigDecimal.valueOf(limit).compareTo(bound.limit()) == 0;
        // weaker, because Hibernate Validator takes -0.0 for negative
        boolean negativeZero = bound.comparison() == Comparison.LESS_THAN && limit == 0;
        Comparison safe = isDouble && !negativeZero ? bound.comparison() : inclusive(bound.comparison());
        return NumberRules.literal(bound.limit()).map(text -> column + " " + safe.operator() + " " + text);
    }

    private static Comparison inclusive(Comparison comparison) {
        return switch (comparison) {
            case AT_LEAST, MORE_THAN -> Comparison.AT_LEAST;
            case AT_MOST, LESS_THAN -> Comparison.AT_MOST;
        };
    }

    /** Weaker, because the cast to numeric keeps 15 digits, of a float 6. */
    private static Optional<String> digits(Rule.Digits digits, ScalarKind kind, String column) {
        if (digits.integer() > MOST_DIGITS || digits.fraction() > MOST_DIGITS) {
            return Optional.empty();
        }
        int exact = kind == ScalarKind.FLOAT ? MOST_EXACT_DIGITS_OF_FLOAT : MOST_EXACT_DIGITS;
        String below = digits.integer() > exact ? " <= " : " < ";
        return Optional.of("scale(trim_scale(" + column + "::numeric)) <= " + digits.fraction() + " AND abs(" + column
                + ")" + below + NumberRules.powerOfTen(digits.integer()));
    }
}
