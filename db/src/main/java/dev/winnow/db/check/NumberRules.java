package dev.winnow.db.check;

import dev.winnow.core.constraint.Rule;
import dev.winnow.core.type.ScalarKind;
import java.math.BigDecimal;
import java.util.Optional;

/** CHECKs of numbers. Bounds are exact; {@code @Digits} is weaker in what it says of trailing zeros. */
final class NumberRules {

    /** Beyond it a value of numeric ends (131,072 digits before the point, 16,383 after), or the DDL can no longer be read. */
    private static final int MOST_DIGITS = 1_000;

    private static final int MOST_PLAIN_DIGITS = 40;

    private NumberRules() {}

    static Optional<String> exact(Rule rule, ScalarKind kind, String column) {
        if (rule instanceof Rule.Digits digits) {
            return digits(digits, kind, column);
        }
        return rule instanceof Rule.Bound bound
                ? literal(bound.limit())
                        .map(limit -> column + " " + bound.comparison().operator() + " " + limit)
                : Optional.empty();
    }

    /**
     * Weaker, because PostgreSQL tells digits by value and Bean Validation by what is written: it refuses 1.000 with
     * {@code fraction = 2}, and 0 with {@code integer = 0}.
     */
    private static Optional<String> digits(Rule.Digits digits, ScalarKind kind, String column) {
        if (digits.integer() > MOST_DIGITS || digits.fraction() > MOST_DIGITS) {
            return Optional.empty();
        }
        String limit = powerOfTen(digits.integer());
        String whole = switch (kind) {
            // abs(x) would overflow for the least integer
            case BYTE, SHORT, INT, LONG -> column + " > -" + limit + " AND " + column + " < " + limit;
            default -> "abs(" + column + ") < " + limit;
        };
        boolean fractions = kind == ScalarKind.DECIMAL;
        String fraction = "scale(trim_scale(" + column + ")) <= " + digits.fraction() + " AND ";
        return Optional.of((fractions ? fraction : "") + whole);
    }

    static Optional<String> literal(BigDecimal number) {
        long whole = (long) number.precision() - number.scale();
        if (whole > MOST_DIGITS || number.scale() > MOST_DIGITS) {
            return Optional.empty();
        }
        return Optional.of(
                whole > MOST_PLAIN_DIGITS || number.scale() > MOST_PLAIN_DIGITS
                        ? number.toString()
                        : number.toPlainString());
    }

    /** 10^n, a numeric. */
    static String powerOfTen(int exponent) {
        return "1e" + exponent;
    }
}
