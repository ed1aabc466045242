package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.type.Presence;
import dev.winnow.core.type.Property;
import dev.winnow.core.type.RecordShape;
import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.Shape;
import dev.winnow.core.type.Slot;
import dev.winnow.core.type.Union;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a shape as a strict schema: every property required and in component order, null as a type, constraints as keyword or
 * word. All stands where it is used; only what contains itself is a definition.
 */
final class SchemaWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Dialect dialect;
    private final Definitions definitions;

    SchemaWriter(Dialect dialect, Definitions definitions) {
        this.dialect = dialect;
        this.definitions = definitions;
    }

    ObjectNode write(RecordShape root, String path) {
        ObjectNode schema = definitions.root(root, () -> object(root, path));
        if (!definitions.all().isEmpty()) {
            schema.set("$defs", definitions.all());
        }
        return schema;
    }

    private ObjectNode slot(Slot slot, String description, String path) {
        List<String> words = new ArrayList<>();
        ObjectNode schema = value(slot.shape(), path);
        new ConstraintKeywords(dialect, schema, words).apply(slot.shape(), slot.constraints());
        if (slot.presence() == Presence.NULLABLE) {
            schema = orNull(schema);
            if (!words.contains(Sentences.ABSENT)) {
                words.add(Sentences.NULLABLE);
            }
        }
        if (schema.has("$ref") && !(words.isEmpty() && description.isEmpty())) {
            schema = NODES.objectNode().set("anyOf", NODES.arrayNode().add(schema));
        }
        return Descriptions.describe(schema, description, words);
    }

    private ObjectNode value(Shape shape, String path) {
        if (shape instanceof Shape.Scalar scalar) {
            return ScalarTypes.schema(scalar.kind(), dialect);
        } else if (shape instanceof Shape.Choice choice) {
            return choice(choice);
        } else if (shape instanceof Shape.ListOf list) {
            return array(slot(list.element(), "", path + "[]"));
        } else if (shape instanceof Shape.MapOf map) {
            return array(entry(map, path));
        } else if (shape instanceof Shape.Recursion recursion) {
            return target(recursion.target(), path);
        } else if (shape instanceof RecordShape record && record.recursive()) {
            return target(record, path);
        } else if (shape instanceof Union union && union.recursive()) {
            return target(union, path);
        }
        return inline(shape, path);
    }

    private ObjectNode target(Shape target, String path) {
        return definitions.reference(target, path, () -> inline(target, path));
    }

    private ObjectNode inline(Shape shape, String path) {
        return shape instanceof Union union ? union(union, path) : object((RecordShape) shape, path);
    }

    private static ObjectNode choice(Shape.Choice choice) {
        boolean whole = choice.kind() == ScalarKind.LONG;
        ObjectNode schema = NODES.objectNode().put("type", whole ? "integer" : "string");
        ArrayNode values = schema.putArray("enum");
        for (String text : choice.texts()) {
            if (whole) {
                values.add(Long.parseLong(text));
            } else {
                values.add(text);
            }
        }
        return schema;
    }

    private static ObjectNode array(ObjectNode items) {
        return NODES.objectNode().put("type", "array").set("items", items);
    }

    private ObjectNode entry(Shape.MapOf map, String path) {
        ObjectNode properties = NODES.objectNode();
        properties.set(Shape.MapOf.KEY, slot(map.key(), "", path + "[]." + Shape.MapOf.KEY));
        properties.set(Shape.MapOf.VALUE, slot(map.value(), "", path + "[]." + Shape.MapOf.VALUE));
        return strict(properties);
    }

    private ObjectNode union(Union union, String path) {
        ArrayNode branches = NODES.arrayNode();
        for (Union.Branch branch : union.branches()) {
            String at = path + "<" + branch.javaType().getSimpleName() + ">";
            if (branch.shape() instanceof Shape.Recursion way) {
                RecordShape record = (RecordShape) way.target();
                branches.add(definitions.branch(union, record, at, () -> branch(union, branch, record, at)));
            } else {
                branches.add(branch(union, branch, (RecordShape) branch.shape(), at));
            }
        }
        return Descriptions.describe(NODES.objectNode().set("anyOf", branches), union.description(), List.of());
    }

    private ObjectNode branch(Union union, Union.Branch branch, RecordShape record, String path) {
        ObjectNode discriminator = NODES.objectNode();
        discriminator
                .putObject(union.discriminator())
                .put("type", "string")
                .putArray("enum")
                .add(branch.name());
        // Jackson lets a record inherit its interface's description, which is said once
        String own = record.description().equals(union.description()) ? "" : record.description();
        return object(record, discriminator, own, path);
    }

    private ObjectNode object(RecordShape record, String path) {
        return object(record, NODES.objectNode(), record.description(), path);
    }

    private ObjectNode object(RecordShape record, ObjectNode properties, String description, String path) {
        for (Property property : record.properties()) {
            properties.set(
                    property.name(), slot(property.slot(), property.description(), path + "." + property.name()));
        }
        List<String> words = new ArrayList<>();
        record.constraints().forEach(constraint -> words.addAll(Sentences.of(constraint)));
        return Descriptions.describe(strict(properties), description, words);
    }

    private static ObjectNode strict(ObjectNode properties) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        schema.set("properties", properties);
        properties.fieldNames().forEachRemaining(schema.putArray("required")::add);
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.has("anyOf")) {
            schema.withArray("anyOf").addObject().put("type", "null");
            return schema;
        } else if (schema.path("type").isTextual() && ScalarTypes.isScalar(schema)) {
            String type = schema.get("type").asText();
            schema.putArray("type").add(type).add("null");
            return schema;
        }
        ArrayNode either = NODES.arrayNode().add(schema);
        either.addObject().put("type", "null");
        return NODES.objectNode().set("anyOf", either);
    }
}
