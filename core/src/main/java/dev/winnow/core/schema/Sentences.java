package dev.winnow.core.schema;

import dev.winnow.core.constraint.Comparison;
import dev.winnow.core.constraint.Constraint;
import dev.winnow.core.constraint.Rule;
import dev.winnow.core.type.Shape;
import dev.winnow.core.type.TextForm;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Rules and forms in plain English, for descriptions. */
final class Sentences {

    static final String NULLABLE = "Null if the document does not say.";
    static final String ABSENT = "Always null.";

    /** Longer ones are written with an exponent. */
    private static final int LONGEST_NUMBER = 40;

    private Sentences() {}

    /** What the type says of a shape that its schema cannot. */
    static List<String> of(Shape shape) {
        if (shape instanceof Shape.MapOf) {
            return List.of("No key twice.");
        } else if (shape instanceof Shape.ListOf list && list.duplicates() == Shape.ListOf.Duplicates.REFUSED) {
            return List.of("No value twice.");
        }
        return List.of();
    }

    /** How a value is written. */
    static String written(TextForm form) {
        return "Written as " + form.words() + ".";
    }

    /** All that a constraint asks. */
    static List<String> of(Constraint constraint) {
        List<String> sentences = new ArrayList<>();
        constraint.rules().forEach(rule -> sentences.add(of(rule)));
        constraint.message().ifPresent(sentences::add);
        return sentences;
    }

    /** The bounds of one number. */
    static List<String> of(List<Rule.Bound> bounds) {
        List<Comparison> comparisons =
                bounds.stream().map(Rule.Bound::comparison).toList();
        if (comparisons.equals(List.of(Comparison.AT_LEAST, Comparison.AT_MOST))) {
            return List.of("From " + number(bounds.get(0).limit()) + " to "
                    + number(bounds.get(1).limit()) + ".");
        }
        return bounds.stream().map(Sentences::of).toList();
    }

    private static String number(BigDecimal number) {
        // 1e999999999 would be a text of two gigabytes
        String plain = Math.abs((long) number.scale()) > LONGEST_NUMBER ? number.toString() : number.toPlainString();
        return plain.length() > LONGEST_NUMBER ? number.toString() : plain;
    }

    static String of(Rule rule) {
        if (rule instanceof Rule.Bound bound) {
            return compared(bound.comparison(), number(bound.limit()));
        } else if (rule instanceof Rule.DurationBound bound) {
            return compared(bound.comparison(), bound.limit().toString());
        } else if (rule instanceof Rule.Digits digits) {
            return digits(digits);
        } else if (rule instanceof Rule.Length length) {
            return count(length.min(), length.max(), "character");
        } else if (rule instanceof Rule.CodePoints points) {
            return count(points.min(), points.max(), "character");
        } else if (rule instanceof Rule.Items items) {
            return count(items.min(), items.max(), "item");
        } else if (rule instanceof Rule.NotBlank) {
            return "Must not be blank.";
        } else if (rule instanceof Rule.Matches matches) {
            return "Matches the regular expression " + matches.regexp() + " as a whole" + flags(matches) + ".";
        } else if (rule instanceof Rule.Always always) {
            return "Always " + always.value() + ".";
        }
        return ABSENT;
    }

    private static String compared(Comparison comparison, String limit) {
        return switch (comparison) {
            case AT_LEAST -> "At least " + limit + ".";
            case MORE_THAN -> "More than " + limit + ".";
            case AT_MOST -> "At most " + limit + ".";
            case LESS_THAN -> "Less than " + limit + ".";
        };
    }

    private static String digits(Rule.Digits digits) {
        String before = "At most " + many(digits.integer(), "digit") + " before";
        return digits.fraction() == 0
                ? before + " the decimal point and none after it."
                : before + " and " + digits.fraction() + " after the decimal point.";
    }

    private static String count(int min, int max, String what) {
        if (min == 1 && max == Integer.MAX_VALUE) {
            return "Must not be empty.";
        } else if (max == Integer.MAX_VALUE) {
            return "At least " + many(min, what) + ".";
        } else if (min == max) {
            return "Exactly " + many(min, what) + ".";
        }
        return min == 0 ? "At most " + many(max, what) + "." : "From " + min + " to " + many(max, what) + ".";
    }

    private static String many(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String flags(Rule.Matches matches) {
        List<String> said =
                matches.flags().stream().sorted().map(Sentences::flag).toList();
        return said.isEmpty() ? "" : " (" + String.join(", ", said) + ")";
    }

    private static String flag(Pattern.Flag flag) {
        return switch (flag) {
            case UNIX_LINES -> "only \\n ends a line";
            case CASE_INSENSITIVE -> "upper and lower case are the same";
            case COMMENTS -> "white space and comments in it are ignored";
            case MULTILINE -> "^ and $ match at each line";
            case DOTALL -> ". matches line breaks too";
            case UNICODE_CASE -> "in all alphabets";
            case CANON_EQ -> "by canonical equivalence";
        };
    }
}
