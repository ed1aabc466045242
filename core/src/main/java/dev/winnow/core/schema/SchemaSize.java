package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** Counts what the size limits of strict mode are about. Levels: the root is 0, each edge to a schema below adds one. */
final class SchemaSize {

    private final List<Problem> problems = new ArrayList<>();
    private int properties;
    private int characters;
    private int enumValues;

    void level(String at, int level) {
        if (level > StrictLimits.NESTING_LEVELS) {
            over(at, level + " levels of nesting", StrictLimits.NESTING_LEVELS);
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
        if (values.size() > StrictLimits.LARGE_ENUM_VALUES && own > StrictLimits.LARGE_ENUM_CHARACTERS) {
            over(
                    at,
                    own + " characters in an enum of " + values.size() + " values",
                    StrictLimits.LARGE_ENUM_CHARACTERS);
        }
    }

    List<Problem> problems() {
        if (properties > StrictLimits.PROPERTIES) {
            over("#", properties + " properties", StrictLimits.PROPERTIES);
        }
        if (characters > StrictLimits.NAME_AND_VALUE_CHARACTERS) {
            over("#", characters + " characters in names and values", StrictLimits.NAME_AND_VALUE_CHARACTERS);
        }
        if (enumValues > StrictLimits.ENUM_VALUES) {
            over("#", enumValues + " enum values", StrictLimits.ENUM_VALUES);
        }
        return problems;
    }

    private void over(String at, String count, int limit) {
        problems.add(new Problem(ProblemCode.STRICT_LIMIT, at, count, "at most " + limit));
    }
}
