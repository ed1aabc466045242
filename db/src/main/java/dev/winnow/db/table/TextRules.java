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
            // weaker, because Hibernate Validator asks String.isBlank(): Unicode's spaces beyond these depend on the
            // JDK
            return Optional.of(new Rule("not_blank", column + " ~ '[^\\t-\\r\\x1C-\\x20]'"));
        } else if (constraint instanceof NotEmpty) {
            // exact
            return Optional.of(new Rule("not_empty", column + " <> ''"));
        } else if (constraint instanceof Size size) {
            return size(size, column);
        } else if (constraint instanceof Pattern pattern) {
            // exact, or none
            Optional<String> same =
                    pattern.flags().length == 0 ? PortablePattern.of(pattern.regexp()) : Optional.empty();
            return same.map(
                    portable -> new Rule("pattern", column + " ~ " + Identifiers.literal("^(?:" + portable + ")$")));
        }
        return Optional.empty();
    }

    /**
     * Weaker, because Bean Validation counts UTF-16 units and PostgreSQL code points: a text has at most as many code points as
     * units, and at least half as many.
     */
    private static Optional<Rule> size(Size size, String column) {
        int least = size.min() / 2 + size.min() % 2;
        boolean most = size.max() < Integer.MAX_VALUE;
        String length = "char_length(" + column + ")";
        if (least > 0) {
            return Optional.of(
                    new Rule("size", length + (most ? " BETWEEN " + least + " AND " + size.max() : " >= " + least)));
        }
        return most ? Optional.of(new Rule("size", length + " <= " + size.max())) : Optional.empty();
    }
}
