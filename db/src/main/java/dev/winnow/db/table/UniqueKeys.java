package dev.winnow.db.table;

import dev.winnow.core.constraint.Rule;
import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.Shape;
import dev.winnow.core.type.Slot;

/**
 * Which keys of a map can be UNIQUE in a table: those whose column tells apart what Java does, and that fit into an index. Not
 * times (cut to the microsecond), decimals (1.0 and 1.00), floating-point numbers (0 and -0), periods (12 months and 1 year),
 * locales, nor texts and numbers that may be very long.
 */
final class UniqueKeys {

    /** In UTF-16 units; an index entry has room for some 2,700 bytes. */
    private static final int LONGEST = 500;

    private UniqueKeys() {}

    static boolean isPossible(Slot key) {
        return !(key.shape() instanceof Shape.Scalar scalar) || isPossible(scalar.kind(), key);
    }

    private static boolean isPossible(ScalarKind kind, Slot key) {
        return switch (kind) {
            case CHARACTER, BYTE, SHORT, INT, LONG, BOOLEAN, LOCAL_DATE, YEAR, YEAR_MONTH, CURRENCY, UUID -> true;
            case STRING ->
                key.constraints().stream()
                        .flatMap(constraint -> constraint.rules().stream())
                        .anyMatch(UniqueKeys::isShort);
            default -> false;
        };
    }

    private static boolean isShort(Rule rule) {
        return rule instanceof Rule.Length length && length.max() <= LONGEST
                || rule instanceof Rule.CodePoints points && points.max() <= LONGEST;
    }
}
