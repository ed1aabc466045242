package dev.winnow.db.check;

import dev.winnow.core.constraint.PortablePattern;
import dev.winnow.core.constraint.Rule;
import dev.winnow.db.sql.Identifiers;
import java.util.Optional;

/** CHECKs of strings. */
final class TextRules {

    private TextRules() {}

    static Optional<String> of(Rule rule, String column) {
        if (rule instanceof Rule.NotBlank) {
            // weaker, because Hibernate Validator asks String.isBlank(): Unicode's spaces beyond these depend on the
            // JDK
            return Optional.of(column + " ~ '[^\\t-\\r\\x1C-\\x20]'");
        } else if (rule instanceof Rule.Length length) {
            // weaker, because Bean Validation counts UTF-16 units and PostgreSQL code points: a text has at most as
            // many
            // code points as units, and at least half as many
            return size(length.min() / 2 + length.min() % 2, length.max(), column);
        } else if (rule instanceof Rule.CodePoints points) {
            return size(points.min(), points.max(), column);
        } else if (rule instanceof Rule.Matches matches && matches.flags().isEmpty()) {
            // exact, or none
            return PortablePattern.of(matches.regexp())
                    .map(portable -> column + " ~ " + Identifiers.literal("^(?:" + portable + ")$"));
        }
        return Optional.empty();
    }

    private static Optional<String> size(int least, int max, String column) {
        boolean most = max < Integer.MAX_VALUE;
        String length = "char_length(" + column + ")";
        if (least > 0) {
            return Optional.of(length + (most ? " BETWEEN " + least + " AND " + max : " >= " + least));
        }
        return most ? Optional.of(length + " <= " + max) : Optional.empty();
    }
}
