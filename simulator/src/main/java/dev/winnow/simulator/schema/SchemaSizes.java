package dev.winnow.simulator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * How large a strict schema may be. Source: OpenAI's structured-outputs guide, text of August 2026; the properties and
 * levels also by recorded answers. What a level is, is not documented: counted as openai-java 4.100.0 does.
 */
final class SchemaSizes {
    private static final int PROPERTIES = 5_000;
    private static final int LEVELS = 10;
    private static final int CHARACTERS = 120_000;
    private static final int ENUM_VALUES = 1_000;
    private static final int LARGE_ENUM = 250;
    private static final int LARGE_ENUM_CHARACTERS = 15_000;

    /** How deep is looked at all, so that a hostile schema costs little. */
    private static final int DEEPEST = 100;

    private int properties;
    private int levels;
    private int characters;
    private int enumValues;
    private int largeEnumCharacters;

    private SchemaSizes() {}

    /** What is too large, in OpenAI's words. */
    static Optional<String> problem(JsonNode schema) {
        SchemaSizes sizes = new SchemaSizes();
        SchemaNodes.of(schema, DEEPEST).forEach(sizes::count);
        return sizes.problem();
    }

    private void count(SchemaNodes.Found found) {
        JsonNode node = found.node();
        levels = Math.max(levels, found.level());
        properties += node.path("properties").size();
        for (String keyword : List.of("properties", "$defs")) {
            for (Iterator<String> names = node.path(keyword).fieldNames(); names.hasNext(); ) {
                characters += names.next().length();
            }
        }
        characters += node.path("const").asText().length();
        JsonNode values = node.path("enum");
        int ofEnum = 0;
        for (JsonNode value : values) {
            ofEnum += value.asText().length();
        }
        characters += ofEnum;
        enumValues += values.size();
        if (values.size() > LARGE_ENUM) {
            largeEnumCharacters = Math.max(largeEnumCharacters, ofEnum);
        }
    }

    private Optional<String> problem() {
        if (levels > LEVELS) {
            return Optional.of(exceeds(levels + " levels of nesting", LEVELS));
        }
        if (properties > PROPERTIES) {
            return Optional.of(exceeds(properties + " parameters", PROPERTIES));
        }
        if (characters > CHARACTERS) {
            return Optional.of(exceeds(characters + " characters of names, enum and const values", CHARACTERS));
        }
        if (enumValues > ENUM_VALUES) {
            return Optional.of(exceeds(enumValues + " enum values", ENUM_VALUES));
        }
        if (largeEnumCharacters > LARGE_ENUM_CHARACTERS) {
            return Optional.of(exceeds(
                    "%d characters in an enum of more than %d values".formatted(largeEnumCharacters, LARGE_ENUM),
                    LARGE_ENUM_CHARACTERS));
        }
        return Optional.empty();
    }

    private static String exceeds(String what, int limit) {
        return what + " exceeds limit of " + limit + ".";
    }
}
