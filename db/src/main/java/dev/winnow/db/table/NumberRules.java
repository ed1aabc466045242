package dev.winnow.db.table;

import dev.winnow.core.type.ScalarKind;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.Optional;

/** CHECKs of numbers. Bounds are exact; {@code @Digits} is weaker in what it says of trailing zeros. */
final class NumberRules {

    /** Beyond it a value of numeric ends (131,072 digits before the point, 16,383 after), or the DDL can no longer be read. */
    private static final int MOST_DIGITS = 1_000;

    private static final int MOST_PLAIN_DIGITS = 40;

    private NumberRules() {}

    static Optional<Rule> exact(Annotation constraint, ScalarKind kind, String column) {
        return constraint instanceof Digits digits
                ? digits(digits, kind, column)
                : bound(constraint).flatMap(bound -> literal(bound.limit()).map(limit -> bound.rule(column, limit)));
    }

    /** The bound that the constraint sets, or empty where it sets none. */
    static Optional<Bound> bound(Annotation constraint) {
        Bound bound = null;
        if (constraint instanceof Min min) {
            bound = new Bound("min", ">=", BigDecimal.valueOf(min.value()));
        } else if (constraint instanceof Max max) {
            bound = new Bound("max", "<=", BigDecimal.valueOf(max.value()));
        } else if (constraint instanceof DecimalMin min) {
            bound = new Bound("decimal_min", min.inclusive() ? ">=" : ">", new BigDecimal(min.value()));
        } else if (constraint instanceof DecimalMax max) {
            bound = new Bound("decimal_max", max.inclusive() ? "<=" : "<", new BigDecimal(max.value()));
        } else if (constraint instanceof Positive) {
            bound = new Bound("positive", ">", BigDecimal.ZERO);
        } else if (constraint instanceof PositiveOrZero) {
            bound = new Bound("positive_or_zero", ">=", BigDecimal.ZERO);
        } else if (constraint instanceof Negative) {
            bound = new Bound("negative", "<", BigDecimal.ZERO);
        } else if (constraint instanceof NegativeOrZero) {
            bound = new Bound("negative_or_zero", "<=", BigDecimal.ZERO);
        }
        return Optional.ofNullable(bound);
    }

    /**
     * Weaker, because PostgreSQL tells digits by value and Bean Validation by what is written: it refuses 1.000 with
     * {@code fraction = 2}, and 0 with {@code integer = 0}.
     */
    private static Optional<Rule> digits(Digits digits, ScalarKind kind, String column) {
        if (digits.integer() > MOST_DIGITS || digits.fraction() > MOST_DIGITS) {
            return Optional.empty();
        }
        String limit = powerOfTen(digits.integer());
        String whole = switch (kind) {
            // abs(x) would overflow for the least integer
            case INT, LONG -> column + " > -" + limit + " AND " + column + " < " + limit;
            default -> "abs(" + column + ") < " + limit;
        };
        boolean fractions = kind == ScalarKind.DECIMAL;
        String fraction = "scale(trim_scale(" + column + ")) <= " + digits.fraction() + " AND ";
        return Optional.of(new Rule("digits", (fractions ? fraction : "") + whole));
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

    /**
     * @param rule the CHECK's rule
     * @param operator what stands between the column and the limit
     */
    record Bound(String rule, String operator, BigDecimal limit) {

        Rule rule(String column, String limit) {
            return new Rule(rule, column + " " + operator + " " + limit);
        }

        Bound inclusive() {
            return operator.endsWith("=") ? this : new Bound(rule, operator + "=", limit);
        }
    }
}
