package dev.winnow.db.table;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Optional;

/** CHECKs of strings. */
final class TextRules {

    private TextRules() {}

    static Optional<Rule> of(Annotation constraint, String column) {
        if (constraint instanceof NotBlank) {
            // exact: Bean Validation trims the characters up to U+0020, nothing else; text holds no NUL
            return Optional.of(new Rule("not_blank", column + " ~ '[^\\x01-\\x20]'"));
        } else if (constraint instanceof NotEmpty) {
            // exact
            return Optional.of(new Rule("not_empty", column + " <> ''"));
        } else if (constraint instanceof Size size) {
            return size(size, column);
        } else if (constraint instanceof Pattern pattern) {
            // exact, or none
            return PortablePattern.of(pattern)
                    .map(portable -> new Rule("pattern", column + " ~ " + Identifiers.literal("^(?:" + portable + ")$")));
        }
        return Optional.empty();
    }

    /**
     * Weaker, because Bean Validation counts UTF-16 units and PostgreSQL code points: a text has at most as many code points as
     * units, and at least half as many.
     */
    private static Optional<Rule> size(Size size, String column) {
        String length = "char_length(" + column + ")";
        String least = size.min() > 0 ? length + " * 2 >= " + size.min() : "";
        String most = size.max() < Integer.MAX_VALUE ? length + " <= " + size.max() : "";
        String both = least.isEmpty() || most.isEmpty() ? least + most : least + " AND " + most;
        return both.isEmpty() ? Optional.empty() : Optional.of(new Rule("size", both));
    }
}
