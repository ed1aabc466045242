package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The strict rules about values: enums, formats, patterns, bounds. */
final class ValueRules {

    /** Look-around outside of escapes: an even number of backslashes before it. */
    private static final Pattern LOOK_AROUND = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\(\\?<?[=!]");

    /** What is wrong and what would be right. */
    record Finding(String problem, String limit) {}

    private ValueRules() {}

    static List<Finding> check(JsonNode schema, String type) {
        List<Finding> findings = new ArrayList<>();
        if (schema.has("enum")) {
            enumeration(schema.get("enum"), findings);
        }
        if (schema.has("format")
                && !StrictLimits.FORMATS.contains(schema.get("format").asText())) {
            findings.add(new Finding(
                    "format is not taken",
                    "one of " + StrictLimits.FORMATS.stream().sorted().toList()));
        }
        if (LOOK_AROUND.matcher(schema.path("pattern").asText()).find()) {
            findings.add(new Finding("pattern has look-around", "write it without"));
        }
        for (String bound : List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")) {
            if (schema.has(bound) && !schema.get(bound).isNumber()) {
                findings.add(new Finding(bound + " is not a number", "bounds are numbers"));
            }
        }
        if (type.equals("array") && !schema.has("items")) {
            findings.add(new Finding("items are missing", "an array says what it holds"));
        }
        return findings;
    }

    private static void enumeration(JsonNode values, List<Finding> findings) {
        if (!values.isArray() || values.isEmpty()) {
            findings.add(new Finding("enum is empty", "at least one value"));
        }
        Set<String> types = new HashSet<>();
        values.forEach(value -> types.add(value.getNodeType().name()));
        types.remove("NULL");
        if (types.size() > 1) {
            findings.add(new Finding("enum values are of several types", "one type"));
        }
    }
}
