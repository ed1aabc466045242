package dev.winnow.core.type;

import dev.winnow.core.constraint.Comparison;
import dev.winnow.core.constraint.Constraint;
import dev.winnow.core.constraint.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for constraints on one slot that no value but null can keep together. */
final class Contradictions {

    /** Where rounding to a whole number is worth it; 1e999999999 would be written out. */
    private static final int MOST_DIGITS = 400;

    /** Of a number in a reply, so many digits before the point, and it is out of range. */
    private static final BigDecimal TOO_LONG = new BigDecimal("1e1000");

    /** What is measured. */
    private enum Measure {
        NUMBER,
        NANOSECONDS,
        UNITS,
        CODE_POINTS,
        ITEMS,
        TRUTH
    }

    /** One limit of a measure, and what sets it. */
    private record Limit(String source, Measure measure, Comparison comparison, BigDecimal value) {

        boolean isLower() {
            return comparison == Comparison.AT_LEAST || comparison == Comparison.MORE_THAN;
        }

        boolean isExclusive() {
            return comparison == Comparison.MORE_THAN || comparison == Comparison.LESS_THAN;
        }

        /** The same limit for whole numbers, the number itself included. */
        Limit whole() {
            if (Math.abs((long) value.precision() - value.scale()) > MOST_DIGITS) {
                return this;
            }
            BigDecimal rounded = value.setScale(0, isLower() ? RoundingMode.CEILING : RoundingMode.FLOOR);
            boolean next = isExclusive() && rounded.compareTo(value) == 0;
            BigDecimal step = next ? BigDecimal.ONE : BigDecimal.ZERO;
            return isLower()
                    ? new Limit(source, measure, Comparison.AT_LEAST, rounded.add(step))
                    : new Limit(source, measure, Comparison.AT_MOST, rounded.subtract(step));
        }

        boolean excludes(Limit upper) {
            int order = value.compareTo(upper.value);
            return measure == upper.measure && (order > 0 || order == 0 && (isExclusive() || upper.isExclusive()));
        }
    }

    private final List<Limit> limits = new ArrayList<>();
    private final boolean whole;

    private Contradictions(boolean whole) {
        this.whole = whole;
    }

    /** The first two that contradict each other, as in {@code @Min and @Max}; a type's own range counts too. */
    static Optional<String> find(List<Constraint> constraints, Shape shape) {
        Optional<ScalarKind> kind =
                shape instanceof Shape.Scalar scalar ? Optional.of(scalar.kind()) : Optional.<ScalarKind>empty();
        Contradictions found = new Contradictions(
                kind.map(one -> one.json() == ScalarKind.Json.INTEGER).orElse(false));
        for (Constraint constraint : constraints) {
            constraint.rules().forEach(rule -> found.add("@" + constraint.name(), rule));
        }
        kind.ifPresent(found::addRange);
        return found.first();
    }

    private Optional<String> first() {
        for (Limit one : limits) {
            for (Limit other : limits) {
                Limit lower = one.isLower() ? one : other;
                Limit upper = one.isLower() ? other : one;
                if (lower.isLower() && !upper.isLower() && lower.excludes(upper)) {
                    return Optional.of(one.source() + " and " + other.source());
                }
            }
        }
        return Optional.empty();
    }

    private void add(String source, Rule rule) {
        if (rule instanceof Rule.Bound bound) {
            add(source, Measure.NUMBER, bound.comparison(), bound.limit());
        } else if (rule instanceof Rule.DurationBound bound) {
            add(source, Measure.NANOSECONDS, bound.comparison(), nanoseconds(bound.limit()));
        } else if (rule instanceof Rule.Length length) {
            add(source, Measure.UNITS, length.min(), length.max());
        } else if (rule instanceof Rule.CodePoints points) {
            add(source, Measure.CODE_POINTS, points.min(), points.max());
            add(source, Measure.UNITS, points.min(), 2L * points.max()); // a code point is one unit or two
        } else if (rule instanceof Rule.NotBlank) {
            add(source, Measure.UNITS, 1, Integer.MAX_VALUE);
            add(source, Measure.CODE_POINTS, 1, Integer.MAX_VALUE);
        } else if (rule instanceof Rule.Items items) {
            add(source, Measure.ITEMS, items.min(), items.max());
        } else if (rule instanceof Rule.Always always) {
            int value = always.value() ? 1 : 0;
            add(source, Measure.TRUTH, value, value);
        }
    }

    private void addRange(ScalarKind kind) {
        String source = "type " + kind.javaType().getSimpleName();
        switch (kind) {
            case BYTE -> add(source, Measure.NUMBER, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> add(source, Measure.NUMBER, Short.MIN_VALUE, Short.MAX_VALUE);
            case INT -> add(source, Measure.NUMBER, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> add(source, Measure.NUMBER, Long.MIN_VALUE, Long.MAX_VALUE);
            case BIG_INTEGER, DECIMAL -> {
                add(source, Measure.NUMBER, Comparison.MORE_THAN, TOO_LONG.negate());
                add(source, Measure.NUMBER, Comparison.LESS_THAN, TOO_LONG);
            }
            case FLOAT -> addRange(source, BigDecimal.valueOf(Float.MAX_VALUE));
            case DOUBLE -> addRange(source, BigDecimal.valueOf(Double.MAX_VALUE));
            default -> {} // without a range, or with one that nobody writes bounds for
        }
    }

    private void addRange(String source, BigDecimal most) {
        add(source, Measure.NUMBER, Comparison.AT_LEAST, most.negate());
        add(source, Measure.NUMBER, Comparison.AT_MOST, most);
    }

    private void add(String source, Measure measure, long min, long max) {
        add(source, measure, Comparison.AT_LEAST, BigDecimal.valueOf(min));
        add(source, measure, Comparison.AT_MOST, BigDecimal.valueOf(max));
    }

    private void add(String source, Measure measure, Comparison comparison, BigDecimal value) {
        Limit limit = new Limit(source, measure, comparison, value);
        limits.add(whole || measure != Measure.NUMBER ? limit.whole() : limit);
    }

    private static BigDecimal nanoseconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds()).movePointRight(9).add(BigDecimal.valueOf(duration.getNano()));
    }
}
