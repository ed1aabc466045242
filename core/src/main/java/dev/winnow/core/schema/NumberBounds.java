package dev.winnow.core.schema;

import dev.winnow.core.constraint.Comparison;
import dev.winnow.core.constraint.Rule;
import dev.winnow.core.type.ScalarKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bounds of a number in the schema. */
final class NumberBounds {

    /** Enough digits to tell each double, or float, from its neighbours. */
    private static final int MOST_DIGITS = 10_000;

    private static final int DOUBLE_DIGITS = 17;

    private static final int FLOAT_DIGITS = 9;

    private NumberBounds() {}

    /** The tightest bound of each comparison. */
    static List<Rule.Bound> of(List<Rule> rules) {
        Map<Comparison, Rule.Bound> tightest = new EnumMap<>(Comparison.class);
        for (Rule rule : rules) {
            if (rule instanceof Rule.Bound bound) {
                tightest.merge(
                        bound.comparison(),
                        bound,
                        (a, b) -> isLower(a.comparison()) == a.limit().compareTo(b.limit()) > 0 ? a : b);
            }
        }
        return List.copyOf(tightest.values());
    }

    /**
     * The bound as the schema may write it. For a whole number it is whole. A double or float is compared after the reply's text
     * was rounded to it, so a text a little beyond the bound can be valid: the bound gives way by one step. 0 stays 0: what would be
     * rounded to it is out of range.
     */
    static Optional<Rule.Bound> written(Rule.Bound bound, ScalarKind kind) {
        if (Math.abs((long) bound.limit().scale()) > MOST_DIGITS) {
            return Optional.empty(); // no reply gets there, and written out it would fill the request
        }
        if (kind.json() == ScalarKind.Json.INTEGER) {
            boolean up = bound.comparison() == Comparison.AT_LEAST || bound.comparison() == Comparison.LESS_THAN;
            RoundingMode inwards = up ? RoundingMode.CEILING : RoundingMode.FLOOR;
            return Optional.of(new Rule.Bound(bound.comparison(), bound.limit().setScale(0, inwards)));
        } else if (kind == ScalarKind.DECIMAL || bound.limit().signum() == 0) {
            return Optional.of(bound);
        }
        return kind == ScalarKind.FLOAT ? ofFloat(bound) : ofDouble(bound);
    }

    private static Optional<Rule.Bound> ofDouble(Rule.Bound bound) {
        double nearest = bound.limit().doubleValue();
        if (Double.isFinite(nearest) && isExclusive(bound) && new BigDecimal(nearest).compareTo(bound.limit()) == 0) {
            return Optional.of(bound);
        }
        return outwards(
                bound, isLower(bound.comparison()) ? Math.nextDown(nearest) : Math.nextUp(nearest), DOUBLE_DIGITS);
    }

    private static Optional<Rule.Bound> ofFloat(Rule.Bound bound) {
        float nearest = bound.limit().floatValue();
        if (Float.isFinite(nearest) && isExclusive(bound) && new BigDecimal(nearest).compareTo(bound.limit()) == 0) {
            return Optional.of(bound);
        }
        return outwards(
                bound, isLower(bound.comparison()) ? Math.nextDown(nearest) : Math.nextUp(nearest), FLOAT_DIGITS);
    }

    private static Optional<Rule.Bound> outwards(Rule.Bound bound, double next, int digits) {
        boolean beyondAll =
                Double.isInfinite(next) || Double.isInfinite(bound.limit().doubleValue());
        if (beyondAll) {
            return Optional.empty();
        }
        boolean lower = isLower(bound.comparison());
        // the rounded digits and not Double.toString, which differs between versions of Java
        BigDecimal limit = new BigDecimal(next)
                .round(new MathContext(digits, lower ? RoundingMode.FLOOR : RoundingMode.CEILING))
                .stripTrailingZeros();
        return Optional.of(new Rule.Bound(lower ? Comparison.AT_LEAST : Comparison.AT_MOST, limit));
    }

    private static boolean isLower(Comparison comparison) {
        return comparison == Comparison.AT_LEAST || comparison == Comparison.MORE_THAN;
    }

    private static boolean isExclusive(Rule.Bound bound) {
        return bound.comparison() == Comparison.MORE_THAN || bound.comparison() == Comparison.LESS_THAN;
    }
}
