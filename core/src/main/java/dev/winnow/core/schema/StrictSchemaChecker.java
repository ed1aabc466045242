package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks a schema against the rules of OpenAI's strict mode, by a list of what is allowed. Where sources contradict each other it
 * takes the safe reading. Stateless.
 */
public final class StrictSchemaChecker {

    private static final Map<String, Set<String>> KEYWORDS = Map.of(
            "object", Set.of("properties", "required", "additionalProperties"),
            "array", Set.of("items", "minItems", "maxItems"),
            "string", Set.of("enum", "const", "pattern", "format"),
            "number",
                    Set.of("enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
            "integer",
                    Set.of("enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
            "boolean", Set.of("enum", "const"),
            "null", Set.of());
    private static final Set<String> ANYWHERE = Set.of("type", "title", "description");
    private static final Set<String> AT_ROOT = Set.of("$schema", "$id", "$defs");
    private static final Set<String> OF_CONSTRAINTS = Set.of(
            "pattern",
            "format",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minItems",
            "maxItems");

    /** Where a schema stands, which decides whether it may be null alone. */
    private enum Place {
        BRANCH,
        ELSEWHERE
    }

    private final List<Problem> problems = new ArrayList<>();
    private final JsonNode root;
    private final Dialect dialect;
    private final SchemaSize size;

    private StrictSchemaChecker(JsonNode root, Dialect dialect) {
        this.root = root;
        this.dialect = dialect;
        this.size = new SchemaSize(dialect.limits());
    }

    /** Every rule that {@code schema} breaks at OpenAI, empty if none; paths are JSON pointers from {@code #}. */
    public static List<Problem> check(JsonNode schema) {
        return check(schema, Dialect.OPENAI);
    }

    /** Every rule that {@code schema} breaks in {@code dialect}. */
    public static List<Problem> check(JsonNode schema, Dialect dialect) {
        StrictSchemaChecker checker = new StrictSchemaChecker(schema, dialect);
        checker.root();
        checker.problems.addAll(checker.size.problems());
        return checker.problems;
    }

    private void root() {
        if (!"object".equals(root.path("type").asText()) || root.has("anyOf")) {
            problem("#", "is not of type object", "the root is a plain object");
            return;
        }
        node(root, "#", 0, Place.ELSEWHERE);
        root.path("$defs").properties().forEach(definition -> {
            size.name(definition.getKey());
            node(definition.getValue(), "#/$defs/" + definition.getKey(), 1, Place.ELSEWHERE);
        });
    }

    private void node(JsonNode schema, String at, int level, Place place) {
        size.level(at, level);
        if (!schema.isObject()) {
            problem(at, "is not a schema object", "true, false and lists are not taken");
        } else if (schema.has("$ref")) {
            reference(schema, at);
        } else if (schema.has("anyOf")) {
            allow(schema, Set.of("anyOf"), at);
            if (!schema.get("anyOf").isArray() || schema.get("anyOf").isEmpty()) {
                problem(at, "anyOf is not a list of schemas", "at least one branch");
            }
            for (int i = 0; i < schema.get("anyOf").size(); i++) {
                node(schema.get("anyOf").get(i), at + "/anyOf/" + i, level + 1, Place.BRANCH);
            }
        } else {
            typed(schema, at, level, place);
        }
    }

    private void reference(JsonNode schema, String at) {
        String target = schema.get("$ref").asText();
        if (!dialect.takesReferences()) {
            problem(at, "$ref is not taken", "the dialect " + dialect + " has none");
        }
        if (schema.size() > 1) {
            problem(at, "$ref has other keywords beside it", "$ref stands alone");
        }
        boolean resolves = target.equals("#")
                || target.startsWith("#/$defs/") && root.path("$defs").has(target.substring("#/$defs/".length()));
        if (!resolves) {
            problem(at, "$ref does not lead to # or a definition", "only # and #/$defs/name");
        }
    }

    private void typed(JsonNode schema, String at, int level, Place place) {
        String type = type(schema, at, place);
        if (type.isEmpty()) {
            return;
        }
        allow(schema, KEYWORDS.getOrDefault(type, Set.of()), at);
        ValueRules.check(schema, type).forEach(text -> problem(at, text.problem(), text.limit()));
        size.values(schema, at);
        if (type.equals("object")) {
            object(schema, at, level);
        } else if (type.equals("array")) {
            node(schema.path("items"), at + "/items", level + 1, Place.ELSEWHERE);
        }
    }

    private String type(JsonNode schema, String at, Place place) {
        JsonNode type = schema.path("type");
        JsonNode single = type;
        if (type.isArray()) {
            boolean withNull = type.size() == 2 && type.get(1).asText().equals("null");
            single = withNull ? type.get(0) : type.path("none");
        }
        boolean known = single.isTextual() && KEYWORDS.containsKey(single.asText());
        boolean loneNull = known && single.asText().equals("null") && place != Place.BRANCH;
        if (!known || loneNull) {
            problem(
                    at,
                    "has no type that is taken",
                    "one of " + KEYWORDS.keySet().stream().sorted().toList() + ", or a list of one of them and null");
            return "";
        }
        return single.asText();
    }

    private void object(JsonNode schema, String at, int level) {
        JsonNode properties = schema.path("properties");
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        if (!properties.isObject()) {
            problem(at, "properties are missing", "every object lists them");
        }
        JsonNode more = schema.path("additionalProperties");
        if (!more.isBoolean() || more.asBoolean()) {
            problem(at, "additionalProperties is not false", "it must be supplied and false");
        }
        if (!schema.path("required").isArray()) {
            problem(at, "required is missing", "it lists every property");
        } else {
            Set<String> declared = new HashSet<>();
            properties.fieldNames().forEachRemaining(declared::add);
            if (!declared.equals(required)
                    || declared.size() < schema.get("required").size()) {
                problem(at, "required and properties differ", "required lists every property once and nothing else");
            }
        }
        properties.properties().forEach(property -> {
            size.property(property.getKey());
            node(property.getValue(), at + "/properties/" + property.getKey(), level + 1, Place.ELSEWHERE);
        });
    }

    private void allow(JsonNode schema, Set<String> keywords, String at) {
        schema.fieldNames().forEachRemaining(keyword -> {
            boolean allowed =
                    keywords.contains(keyword) && (dialect.takesKeywords() || !OF_CONSTRAINTS.contains(keyword))
                            || ANYWHERE.contains(keyword) && !(keyword.equals("type") && schema.has("anyOf"))
                            || at.equals("#")
                                    && AT_ROOT.contains(keyword)
                                    && (dialect.takesReferences() || !keyword.equals("$defs"));
            if (!allowed) {
                problem(at, "keyword " + keyword + " is not permitted here", "say it in the description");
            }
        });
    }

    private void problem(String at, String problem, String limit) {
        problems.add(new Problem(ProblemCode.STRICT_RULE, at, problem, limit));
    }
}
