package dev.winnow.simulator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.api.Json;
import java.util.stream.IntStream;

/** Makes the schemas that are too large to be written down. */
final class GeneratedSchemas {
    private static final int LONGEST_NAME = 1000;

    private GeneratedSchemas() {}

    static JsonNode generate(JsonNode one) {
        int first = one.at("/args/0").asInt();
        int second = one.at("/args/1").asInt();
        return switch (one.get("generate").asText()) {
            case "props" -> props(first);
            case "depth" -> depth(first);
            case "chars" -> chars(first);
            case "enums" -> enums(first, second);
            case "bigenum" -> bigEnum(first, second);
            default -> throw new IllegalArgumentException(one.get("generate").asText());
        };
    }

    private static ObjectNode object() {
        ObjectNode object = Json.object().put("type", "object");
        object.putObject("properties");
        object.putArray("required");
        return object.put("additionalProperties", false);
    }

    private static ObjectNode with(ObjectNode object, String name, JsonNode schema) {
        object.withObject("/properties").set(name, schema);
        object.withArray("required").add(name);
        return object;
    }

    private static ObjectNode string() {
        return Json.object().put("type", "string");
    }

    static ObjectNode props(int number) {
        ObjectNode object = object();
        IntStream.range(0, number).forEach(i -> with(object, "p" + i, string()));
        return object;
    }

    static ObjectNode depth(int levels) {
        ObjectNode inner = string();
        for (int i = 0; i < levels; i++) {
            inner = with(object(), "a", inner);
        }
        return inner;
    }

    private static ObjectNode chars(int total) {
        ObjectNode object = object();
        for (int i = 0, left = total; left > 0; i++, left -= LONGEST_NAME) {
            String name = "c%06d".formatted(i) + "x".repeat(LONGEST_NAME - 7);
            with(object, name.substring(0, Math.min(left, LONGEST_NAME)), string());
        }
        return object;
    }

    private static ObjectNode enums(int total, int each) {
        ObjectNode object = object();
        for (int i = 0; i < total / each; i++) {
            ObjectNode property = string();
            for (int j = 0; j < each; j++) {
                property.withArray("enum").add(i + "_" + j);
            }
            with(object, "e" + i, property);
        }
        return object;
    }

    private static ObjectNode bigEnum(int number, int length) {
        ObjectNode property = string();
        for (int j = 0; j < number; j++) {
            property.withArray("enum").add(("%0" + length + "d").formatted(j));
        }
        return with(object(), "a", property);
    }
}
