package dev.winnow.core.schema;

import dev.winnow.core.constraint.Comparison;
import dev.winnow.core.constraint.Rule;

/** Rules in plain English, for the description of a property. */
final class Sentences {

    private Sentences() {}

    static String of(Rule rule) {
        if (rule instanceof Rule.Bound bound) {
            return compared(bound.comparison(), bound.limit().toPlainString());
        } else if (rule instanceof Rule.DurationBound bound) {
            return compared(bound.comparison(), bound.limit().toString());
        } else if (rule instanceof Rule.Digits digits) {
            return "At most %d digits before and %d after the decimal point."
                    .formatted(digits.integer(), digits.fraction());
        } else if (rule instanceof Rule.Length length) {
            return count(length.min(), length.max(), "characters");
        } else if (rule instanceof Rule.CodePoints points) {
            return count(points.min(), points.max(), "characters");
        } else if (rule instanceof Rule.Items items) {
            return count(items.min(), items.max(), "items");
        } else if (rule instanceof Rule.NotBlank) {
            return "Must not be blank.";
        } else if (rule instanceof Rule.Matches matches) {
            return "Matches the regular expression " + matches.regexp() + " as a whole.";
        } else if (rule instanceof Rule.Always always) {
            return "Always " + always.value() + ".";
        }
        return "Always null.";
    }

    private static String compared(Comparison comparison, String limit) {
        return switch (comparison) {
            case AT_LEAST -> "At least " + limit + ".";
            case MORE_THAN -> "More than " + limit + ".";
            case AT_MOST -> "At most " + limit + ".";
            case LESS_THAN -> "Less than " + limit + ".";
        };
    }

    private static String count(int min, int max, String what) {
        if (min == 1 && max == Integer.MAX_VALUE) {
            return "Must not be empty.";
        } else if (max == Integer.MAX_VALUE) {
            return "At least %d %s.".formatted(min, what);
        }
        return min == 0 ? "At most %d %s.".formatted(max, what) : "From %d to %d %s.".formatted(min, max, what);
    }
}
