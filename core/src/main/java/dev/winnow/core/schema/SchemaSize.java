package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** Counts what the size limits of strict mode are about. */
final class SchemaSize {

    private final List<Problem> problems = new ArrayList<>();
    private final StrictLimits limits;
    private int properties;
    private int characters;
    private int enumValues;

    SchemaSize(StrictLimits limits) {
        this.limits = limits;
    }

    void level(String at, int level) {
        if (level > limits.levels()) {
            over(at, level + " levels of nesting", limits.levels());
        }
    }

    void property(String name) {
        properties++;
        name(name);
    }

    void name(String name) {
        characters += name.length();
    }

    void values(JsonNode schema, String at) {
        JsonNode values = schema.path("enum");
        int own = 0;
        for (JsonNode value : values) {
            own += value.asText().length();
        }
        enumValues += values.size();
        characters += own + schema.path("const").asText().length();
        if (values.size() > limits.largeEnumValues() && own > limits.largeEnumCharacters()) {
            over(at, own + " characters in an enum of " + values.size() + " values", limits.largeEnumCharacters());
        }
    }

    List<Problem> problems() {
        if (properties > limits.properties()) {
            over("#", properties + " properties", limits.properties());
        }
        if (characters > limits.characters()) {
            over("#", characters + " characters in names and values", limits.characters());
        }
        if (enumValues > limits.enumValues()) {
            over("#", enumValues + " enum values", limits.enumValues());
        }
        return problems;
    }

    private void over(String at, String count, int limit) {
        problems.add(new Problem(ProblemCode.STRICT_LIMIT, at, count, "at most " + limit));
    }
}
