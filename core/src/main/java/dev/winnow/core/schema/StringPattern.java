package dev.winnow.core.schema;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.List;
import java.util.Optional;

/**
 * The one {@code pattern} of a string: a {@code @Pattern} that means the same in every engine, else its length, else that it is
 * not blank. Length counts code points here and UTF-16 units in Bean Validation, so the lower bound is halved.
 */
final class StringPattern {

    /** Longer bounds would blow up the grammar that a server compiles the pattern into; the sentence still says them. */
    private static final int LONGEST_COUNTED = 1_000;

    private static final java.util.regex.Pattern NOT_PORTABLE =
            java.util.regex.Pattern.compile("\\(\\?|\\\\[^d.\\\\/+*?()\\[\\]{}|^$-]|&&|[*+?}]\\+|\\[[^]]*\\[");

    private StringPattern() {}

    static Optional<String> of(List<ConstraintDescriptor<?>> constraints) {
        int min = 0;
        int max = Integer.MAX_VALUE;
        boolean notBlank = false;
        for (ConstraintDescriptor<?> descriptor : constraints) {
            Object constraint = descriptor.getAnnotation();
            if (constraint instanceof Pattern pattern && portable(pattern)) {
                return Optional.of("^(" + pattern.regexp() + ")$");
            } else if (constraint instanceof Size size) {
                min = Math.max(min, (size.min() + 1) / 2);
                max = Math.min(max, size.max());
            } else if (constraint instanceof NotEmpty) {
                min = Math.max(min, 1);
            } else if (constraint instanceof NotBlank) {
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

    private static boolean portable(Pattern pattern) {
        return pattern.flags().length == 0
                && !NOT_PORTABLE.matcher(pattern.regexp()).find();
    }
}
