package dev.winnow.core.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Year;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Readings of numbers. */
final class Numbers {

    /** Far beyond any real figure, and far below what PostgreSQL's numeric takes (131,072 digits before the point). */
    private static final int MOST_DIGITS = 1_000;

    private static final int LAST_YEAR = 9_999;

    static final Reading BYTE = whole(Byte.MIN_VALUE, Byte.MAX_VALUE, json -> (byte) json.intValue());
    static final Reading SHORT = whole(Short.MIN_VALUE, Short.MAX_VALUE, json -> (short) json.intValue());
    static final Reading INT = whole(Integer.MIN_VALUE, Integer.MAX_VALUE, JsonNode::intValue);
    static final Reading LONG = whole(Long.MIN_VALUE, Long.MAX_VALUE, JsonNode::longValue);
    static final Reading YEAR = whole(1, LAST_YEAR, json -> Year.of(json.intValue()));
    static final Reading BIG_INTEGER = whole(json -> digits(json.decimalValue()), JsonNode::bigIntegerValue);
    static final Reading DECIMAL = number(JsonNode::decimalValue, (json, value) -> digits(value));
    static final Reading FLOAT = number(json -> json.decimalValue().floatValue(), Numbers::isKept);
    static final Reading DOUBLE = number(JsonNode::doubleValue, Numbers::isKept);

    private Numbers() {}

    private static Reading whole(long least, long most, Function<JsonNode, Object> value) {
        return whole(json -> json.canConvertToLong() && json.longValue() >= least && json.longValue() <= most, value);
    }

    private static Reading whole(Predicate<JsonNode> within, Function<JsonNode, Object> value) {
        return (json, walk) -> {
            if (!json.isIntegralNumber()) {
                return walk.broken("Type", "must be a whole number");
            }
            return within.test(json) ? value.apply(json) : outOfRange(walk);
        };
    }

    private static <T> Reading number(Function<JsonNode, T> value, BiPredicate<JsonNode, T> within) {
        return (json, walk) -> {
            if (!json.isNumber()) {
                return walk.broken("Type", "must be a number");
            }
            T number = value.apply(json);
            return within.test(json, number) ? number : outOfRange(walk);
        };
    }

    /** Neither too great nor too small for a float or double: 1E-400 is not 0, as 1E400 is not infinite. */
    private static boolean isKept(JsonNode json, Number rounded) {
        double value = rounded.doubleValue();
        return Double.isFinite(value) && (value != 0 || json.decimalValue().signum() == 0);
    }

    private static boolean digits(BigDecimal value) {
        return (long) value.precision() - value.scale() <= MOST_DIGITS && value.scale() <= MOST_DIGITS;
    }

    static @Nullable Object outOfRange(Walk walk) {
        return walk.broken("Range", "is out of range");
    }
}
