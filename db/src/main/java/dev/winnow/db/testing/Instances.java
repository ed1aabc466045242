package dev.winnow.db.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.curiousoddman.rgxgen.RgxGen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Random replies that keep to a strict schema: what a model bound by it could write, the odd and the extreme included. The same
 * seed gives the same replies. Not thread-safe.
 */
final class Instances {

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final int MOST_ITEMS = 3;

    /** Enough for any declaration that can be met. Beyond it a reply is cut off, and so breaks its schema. */
    private static final int MOST_VALUES = 10_000;

    private static final int DEEPEST = 100;

    /** From here on null and empty are preferred, so that recursion ends. */
    private static final int DEEP = 6;

    private final Map<String, RgxGen> patterns = new HashMap<>();
    private final JsonNode root;
    private final Random random;
    private final OddValues odd;
    private int values;

    Instances(JsonNode schema, long seed) {
        this.root = schema;
        this.random = new Random(seed);
        this.odd = new OddValues(random);
    }

    /** The next one. */
    JsonNode next() {
        values = 0;
        return value(root, 0);
    }

    private JsonNode value(JsonNode schema, int depth) {
        values++;
        if (values > MOST_VALUES || depth > DEEPEST) {
            return NODES.nullNode();
        } else if (schema.has("$ref")) {
            String target = schema.get("$ref").asText();
            return value(target.equals("#") ? root : root.at(target.substring(1)), depth + 1);
        } else if (schema.has("anyOf")) {
            return branch(schema.get("anyOf"), depth);
        } else if (schema.has("const")) {
            return schema.get("const");
        } else if (schema.has("enum")) {
            return any(schema.get("enum"));
        }
        return typed(schema, type(schema, depth), depth);
    }

    private JsonNode branch(JsonNode branches, int depth) {
        for (JsonNode branch : branches) {
            if (depth > DEEP && branch.path("type").asText().equals("null")) {
                return NODES.nullNode();
            }
        }
        return value(depth > DEEP ? branches.get(0) : any(branches), depth);
    }

    private JsonNode any(JsonNode list) {
        return list.get(random.nextInt(list.size()));
    }

    private String type(JsonNode schema, int depth) {
        JsonNode type = schema.get("type");
        return type.isArray() ? (depth > DEEP ? type.get(type.size() - 1) : any(type)).asText() : type.asText();
    }

    private JsonNode typed(JsonNode schema, String type, int depth) {
        return switch (type) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "string" -> NODES.textNode(text(schema));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "integer" -> NODES.numberNode(odd.number(schema, true).toBigInteger());
            case "number" -> NODES.numberNode(odd.number(schema, false));
            default -> NODES.nullNode();
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        schema.get("properties")
                .properties()
                .forEach(property -> object.set(property.getKey(), value(property.getValue(), depth + 1)));
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        int least = Math.min(schema.path("minItems").asInt(0), MOST_VALUES);
        int most = Math.min(schema.path("maxItems").asInt(Integer.MAX_VALUE), least + MOST_ITEMS);
        // a declaration may ask for more than it allows
        int size = depth > DEEP ? least : least + random.nextInt(Math.max(most - least, 0) + 1);
        ArrayNode array = NODES.arrayNode();
        for (int i = 0; i < size && values < MOST_VALUES; i++) {
            array.add(value(schema.get("items"), depth + 1));
        }
        return array;
    }

    private String text(JsonNode schema) {
        if (schema.has("pattern")) {
            return patterns.computeIfAbsent(schema.get("pattern").asText(), RgxGen::parse)
                    .generate(random);
        }
        return schema.has("format") ? odd.formatted(schema.get("format").asText()) : odd.text();
    }

    /** The first ones: {@code count} of them. */
    List<JsonNode> take(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }
}
