package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.constraint.Constraint;
import dev.winnow.core.type.Presence;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.Property;
import dev.winnow.core.type.RecordShape;
import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.Shape;
import java.util.ArrayList;
import java.util.List;

/** Rewrites a schema into the form of strict mode: every property required, null as a type, constraints as keyword or word. */
final class StrictForm {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String LOCAL_DATE_TIME =
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?$";

    private final List<Problem> problems = new ArrayList<>();
    private final String path;

    StrictForm(String path) {
        this.path = path;
    }

    List<Problem> problems() {
        return problems;
    }

    ObjectNode of(RecordShape shape, JsonNode raw) {
        ObjectNode schema = object(shape, raw, path);
        return describe(schema, shape.description(), List.of());
    }

    private ObjectNode object(RecordShape shape, JsonNode raw, String at) {
        ObjectNode properties = NODES.objectNode();
        ArrayNode required = NODES.arrayNode();
        for (Property property : shape.properties()) {
            JsonNode rawProperty = raw.path("properties").path(property.name());
            String propertyPath = at + "." + property.name();
            if (rawProperty.isMissingNode()) {
                problems.add(new Problem(
                        ProblemCode.JSON_NAME_LOST,
                        propertyPath,
                        "is missing in the generated schema",
                        "name it with @JsonProperty only"));
            }
            properties.set(property.name(), property(property, rawProperty, propertyPath));
            required.add(property.name());
        }
        ObjectNode schema = NODES.objectNode().put("type", "object");
        schema.set("properties", properties);
        schema.set("required", required);
        return schema.put("additionalProperties", false);
    }

    private ObjectNode property(Property property, JsonNode raw, String at) {
        List<String> sentences = new ArrayList<>();
        ObjectNode schema = value(property.shape(), raw, property.constraints(), sentences, at);
        boolean nullable = property.presence() == Presence.NULLABLE;
        if (nullable) {
            sentences.add("Null if the document does not say.");
        }
        String description = property.shape() instanceof RecordShape record
                        && property.description().isEmpty()
                ? record.description()
                : property.description();
        return describe(nullable ? orNull(property.shape(), schema) : schema, description, sentences);
    }

    private ObjectNode value(
            Shape shape, JsonNode raw, List<Constraint> constraints, List<String> sentences, String at) {
        ObjectNode schema;
        if (shape instanceof Shape.Scalar scalar) {
            schema = scalar(scalar.kind(), raw);
        } else if (shape instanceof Shape.Choice choice) {
            schema = NODES.objectNode().put("type", "string");
            choice.texts().forEach(schema.putArray("enum")::add);
        } else if (shape instanceof Shape.ListOf list) {
            List<String> ofElement = new ArrayList<>();
            schema = NODES.objectNode().put("type", "array");
            ObjectNode items = value(
                    list.element().shape(), raw.path("items"), list.element().constraints(), ofElement, at + "[]");
            String description = list.element().shape() instanceof RecordShape record ? record.description() : "";
            schema.set("items", describe(items, description, ofElement));
        } else {
            schema = object((RecordShape) shape, raw, at);
        }
        ConstraintKeywords.apply(constraints, shape, schema, sentences);
        return schema;
    }

    private static ObjectNode scalar(ScalarKind kind, JsonNode raw) {
        // victools gives the content of an Optional as a list of types, null last
        String type = raw.at(raw.path("type").isArray() ? "/type/0" : "/type").asText();
        ObjectNode schema = NODES.objectNode().put("type", type);
        if (kind == ScalarKind.LOCAL_DATE_TIME) {
            // JSON Schema's date-time wants an offset, which a LocalDateTime does not have
            return schema.put("pattern", LOCAL_DATE_TIME);
        }
        if (StrictLimits.FORMATS.contains(raw.path("format").asText())) {
            schema.put("format", raw.path("format").asText());
        }
        return schema;
    }

    private static ObjectNode orNull(Shape shape, ObjectNode schema) {
        if (shape instanceof Shape.Scalar) {
            // a list of types is taken for one type and null only
            JsonNode type = schema.get("type");
            schema.putArray("type").add(type).add("null");
            return schema;
        }
        ObjectNode union = NODES.objectNode();
        union.putArray("anyOf").add(schema).add(NODES.objectNode().put("type", "null"));
        return union;
    }

    private static ObjectNode describe(ObjectNode schema, String description, List<String> sentences) {
        List<String> words = new ArrayList<>();
        if (!description.isEmpty()) {
            words.add(description);
        }
        words.addAll(sentences);
        if (!words.isEmpty()) {
            schema.put("description", String.join(" ", words));
        }
        return schema;
    }
}
