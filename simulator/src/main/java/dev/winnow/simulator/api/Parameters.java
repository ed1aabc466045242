package dev.winnow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalInt;

/** Checks the parameters that both APIs have. */
final class Parameters {
    private static final List<String> EFFORTS = List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");
    private static final int LONGEST_CACHE_KEY = 64;
    private static final BigInteger LARGEST = BigInteger.valueOf(Integer.MAX_VALUE);

    private Parameters() {}

    static void check(JsonNode body) throws ApiError {
        number(body, "temperature", 2);
        number(body, "top_p", 1);
        Fields.flag(body, "", "store");
        Fields.flag(body, "", "parallel_tool_calls");
        if (body.hasNonNull("metadata")) {
            Fields.object(body, "", "metadata");
        }
        if (body.hasNonNull("prompt_cache_key")) {
            Fields.noLonger(Fields.text(body, "", "prompt_cache_key"), "prompt_cache_key", LONGEST_CACHE_KEY);
        }
    }

    /** A limit in tokens; one above the largest int counts as that. */
    static OptionalInt limit(JsonNode body, String name, int least) throws ApiError {
        if (!body.hasNonNull(name)) {
            return OptionalInt.empty();
        }
        JsonNode value = body.get(name);
        if (!value.isIntegralNumber()) {
            throw ApiError.wrongType(name, "an integer");
        }
        if (value.bigIntegerValue().compareTo(BigInteger.valueOf(least)) < 0) {
            throw ApiError.badRequest(
                    name,
                    "integer_below_min_value",
                    "Invalid '%s': integer below minimum value. Expected a value >= %d, but got %s instead."
                            .formatted(name, least, value));
        }
        return OptionalInt.of(value.bigIntegerValue().min(LARGEST).intValue());
    }

    static void effort(JsonNode node, String path, String name) throws ApiError {
        if (node.hasNonNull(name)) {
            Fields.oneOf(Fields.text(node, path, name), path + name, EFFORTS);
        }
    }

    private static void number(JsonNode body, String name, int most) throws ApiError {
        if (!body.hasNonNull(name)) {
            return;
        }
        if (!body.get(name).isNumber()) {
            throw ApiError.wrongType(name, "a decimal");
        }
        BigDecimal value = body.get(name).decimalValue();
        boolean below = value.signum() < 0;
        if (below || value.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw ApiError.badRequest(
                    name,
                    below ? "decimal_below_min_value" : "decimal_above_max_value",
                    "Invalid '%s': decimal %s value. Expected a value %s, but got %s instead."
                            .formatted(
                                    name,
                                    below ? "below minimum" : "above maximum",
                                    below ? ">= 0" : "<= " + most,
                                    value.toPlainString()));
        }
    }
}
