package dev.winnow.core.schema;

import dev.winnow.core.constraint.PortablePattern;
import dev.winnow.core.constraint.Rule;
import java.util.List;
import java.util.Optional;

/**
 * The one {@code pattern} of a string: the first {@code @Pattern} that means the same in every engine, else its length, else that
 * it is not blank. {@code @Size} counts UTF-16 units and a pattern code points, so its lower bound is halved.
 */
final class StringPattern {

    /** Longer bounds would blow up the grammar that a server compiles the pattern into; the sentence still says them. */
    private static final int LONGEST_COUNTED = 1_000;

    private StringPattern() {}

    static Optional<String> of(List<Rule> rules) {
        int min = 0;
        int max = Integer.MAX_VALUE;
        boolean notBlank = false;
        for (Rule rule : rules) {
            if (rule instanceof Rule.Matches matches) {
                Optional<String> portable = portable(matches);
                if (portable.isPresent()) {
                    return portable;
                }
            } else if (rule instanceof Rule.Length length) {
                min = Math.max(min, length.min() / 2 + length.min() % 2);
                max = Math.min(max, length.max());
            } else if (rule instanceof Rule.CodePoints points) {
                min = Math.max(min, points.min());
                max = Math.min(max, points.max());
            } else if (rule instanceof Rule.NotBlank) {
                min = Math.max(min, 1);
                notBlank = true;
            }
        }
        if (max <= LONGEST_COUNTED) {
            return Optional.of("^[\\s\\S]{" + min + "," + max + "}$");
        }
        if (notBlank) {
            // blank is what String.isBlank says; its white space beyond ASCII is left out, which is weaker
            return Optional.of("^[\\s\\S]*[^\\x09-\\x0d\\x1c-\\x20][\\s\\S]*$");
        }
        return min > 0 && min <= LONGEST_COUNTED ? Optional.of("^[\\s\\S]{" + min + ",}$") : Optional.empty();
    }

    private static Optional<String> portable(Rule.Matches matches) {
        return matches.flags().isEmpty()
                ? PortablePattern.of(matches.regexp()).map(portable -> "^(" + portable + ")$")
                : Optional.empty();
    }
}
