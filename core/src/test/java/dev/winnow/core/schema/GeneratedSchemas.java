package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the schemas that are too large to be written down. */
final class GeneratedSchemas {

    private static final int LONGEST_NAME = 1_000;

    private GeneratedSchemas() {}

    static JsonNode generate(String generator, JsonNode args) {
        int first = args.path(0).asInt();
        int second = args.path(1).asInt();
        return switch (generator) {
            case "props" -> object(names(first, i -> "p" + i), i -> string());
            case "depth" -> depth(first);
            case "chars" -> chars(first);
            case "enums" -> enums(first / second, second);
            case "bigenum" -> bigEnum(first, second);
            default -> throw new IllegalArgumentException("no generator " + generator);
        };
    }

    static ObjectNode bigEnum(int values, int length) {
        ObjectNode property = string();
        IntStream.range(0, values).forEach(j -> property.withArray("enum").add(("%0" + length + "d").formatted(j)));
        return object(Stream.of("a"), i -> property);
    }

    static ObjectNode enums(int properties, int each) {
        return object(names(properties, i -> "e" + i), i -> {
            ObjectNode property = string();
            IntStream.range(0, each).forEach(j -> property.withArray("enum").add(i + "_" + j));
            return property;
        });
    }

    static ObjectNode depth(int objects) {
        ObjectNode inner = string();
        for (int i = 0; i < objects; i++) {
            ObjectNode held = inner;
            inner = object(Stream.of("a"), ignored -> held);
        }
        return inner;
    }

    private static ObjectNode chars(int total) {
        int full = total / LONGEST_NAME;
        int rest = total % LONGEST_NAME;
        IntFunction<String> name = i -> "c%06d".formatted(i) + "x".repeat(LONGEST_NAME - 7);
        Stream<String> last =
                rest == 0 ? Stream.empty() : Stream.of(name.apply(full).substring(0, rest));
        return object(Stream.concat(names(full, name), last), i -> string());
    }

    private static Stream<String> names(int number, IntFunction<String> name) {
        return IntStream.range(0, number).mapToObj(name);
    }

    private static ObjectNode string() {
        return JsonNodeFactory.instance.objectNode().put("type", "string");
    }

    private static ObjectNode object(Stream<String> names, IntFunction<ObjectNode> value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = object.putObject("properties");
        Iterator<String> each = names.iterator();
        for (int i = 0; each.hasNext(); i++) {
            String name = each.next();
            properties.set(name, value.apply(i));
            object.withArray("required").add(name);
        }
        return object.put("additionalProperties", false);
    }
}
