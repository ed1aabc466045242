package dev.winnow.core.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.winnow.core.type.Presence;
import dev.winnow.core.type.Property;
import dev.winnow.core.type.RecordShape;
import dev.winnow.core.type.Shape;
import dev.winnow.core.type.Union;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings the JSON of a record that was valid under an earlier declaration into the form of today's, where nothing has to be
 * guessed for that: what is new and may be null is null, what is gone is dropped, what has an alias gets its name of today.
 * Whether the result is valid is for {@link RecordReader} to say.
 */
public final class OlderJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

    private OlderJson() {}

    /** {@code json} in the form of {@code shape}; what does not look like it at all is left as it is. */
    public static JsonNode fit(Shape shape, JsonNode json) {
        if (shape instanceof RecordShape record && json.isObject()) {
            return object(record, json, JSON.objectNode());
        } else if (shape instanceof Union union && json.isObject()) {
            return branch(union, json);
        } else if (shape instanceof Shape.ListOf list && json.isArray()) {
            ArrayNode elements = JSON.arrayNode();
            json.forEach(element -> elements.add(fit(list.element().shape(), element)));
            return elements;
        } else if (shape instanceof Shape.MapOf map && json.isArray()) {
            ArrayNode entries = JSON.arrayNode();
            json.forEach(entry -> entries.add(entry(map, entry)));
            return entries;
        } else if (shape instanceof Shape.Choice choice && json.isTextual()) {
            return text(choice, json);
        } else if (shape instanceof Shape.Recursion recursion) {
            return fit(recursion.target(), json);
        }
        return json;
    }

    private static ObjectNode object(RecordShape record, JsonNode json, ObjectNode fitted) {
        for (Property property : record.properties()) {
            Optional<JsonNode> value = Stream.concat(Stream.of(property.name()), property.aliases().stream())
                    .filter(json::has)
                    .findFirst()
                    .map(json::get);
            if (value.isPresent()) {
                fitted.set(property.name(), fit(property.shape(), value.get()));
            } else if (property.presence() == Presence.NULLABLE) {
                fitted.putNull(property.name());
            }
        }
        return fitted;
    }

    private static JsonNode branch(Union union, JsonNode json) {
        JsonNode name = json.path(union.discriminator());
        return union.branches().stream()
                .filter(branch -> branch.name().equals(name.asText()))
                .findFirst()
                .map(branch -> {
                    ObjectNode fitted = JSON.objectNode().set(union.discriminator(), name);
                    Shape shape = branch.shape();
                    Shape target = shape instanceof Shape.Recursion recursion ? recursion.target() : shape;
                    return target instanceof RecordShape record ? object(record, json, fitted) : json;
                })
                .orElse(json);
    }

    private static JsonNode entry(Shape.MapOf map, JsonNode entry) {
        if (!entry.has(Shape.MapOf.KEY) || !entry.has(Shape.MapOf.VALUE)) {
            return entry;
        }
        ObjectNode fitted = JSON.objectNode();
        fitted.set(Shape.MapOf.KEY, fit(map.key().shape(), entry.get(Shape.MapOf.KEY)));
        return fitted.set(Shape.MapOf.VALUE, fit(map.value().shape(), entry.get(Shape.MapOf.VALUE)));
    }

    private static JsonNode text(Shape.Choice choice, JsonNode json) {
        return choice.values().stream()
                .filter(value -> value.aliases().contains(json.textValue())
                        && !choice.texts().contains(json.textValue()))
                .findFirst()
                .<JsonNode>map(value -> TextNode.valueOf(value.text()))
                .orElse(json);
    }
}
