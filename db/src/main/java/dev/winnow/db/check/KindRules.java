package dev.winnow.db.check;

import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.TextForm;
import dev.winnow.db.sql.Identifiers;
import java.util.Optional;

/** CHECKs that come from a kind alone, where its column's type takes more than the kind has. */
final class KindRules {

    private KindRules() {}

    static Optional<CheckRule> of(ScalarKind kind, String column) {
        return switch (kind) {
            case CHARACTER -> rule("length", "char_length(" + column + ") = 1");
            case BYTE -> rule("range", column + " BETWEEN -128 AND 127");
            case BIG_INTEGER -> rule("whole", column + " = trunc(" + column + ")");
            // also refuses NaN, which PostgreSQL takes for the greatest number
            case FLOAT, DOUBLE -> rule("finite", "abs(" + column + ") < 'Infinity'");
            case YEAR -> rule("range", column + " BETWEEN 1 AND 9999");
            case YEAR_MONTH -> rule("first_day", "extract(day FROM " + column + ") = 1");
            // of URI and Locale the pattern knows less than Java does
            case CURRENCY -> kind.form().map(TextForm::pattern).flatMap(pattern -> pattern(pattern, column));
            default -> Optional.empty();
        };
    }

    private static Optional<CheckRule> pattern(String pattern, String column) {
        return rule("form", column + " ~ " + Identifiers.literal("^(?:" + pattern + ")$"));
    }

    private static Optional<CheckRule> rule(String name, String expression) {
        return Optional.of(new CheckRule(name, expression));
    }
}
