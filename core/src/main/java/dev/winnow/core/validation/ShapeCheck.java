package dev.winnow.core.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.type.Presence;
import dev.winnow.core.type.Property;
import dev.winnow.core.type.RecordShape;
import dev.winnow.core.type.Shape;
import java.util.ArrayList;
import java.util.List;

/** Compares a JSON value with the shape it should have, and finds every difference. */
final class ShapeCheck {

    private final List<Violation> violations = new ArrayList<>();

    private ShapeCheck() {}

    static List<Violation> check(Shape shape, JsonNode json) {
        ShapeCheck check = new ShapeCheck();
        check.value(shape, json, "");
        return check.violations;
    }

    private void value(Shape shape, JsonNode json, String path) {
        if (shape instanceof RecordShape record) {
            object(record, json, path);
        } else if (shape instanceof Shape.ListOf list) {
            list(list, json, path);
        } else if (shape instanceof Shape.Choice choice) {
            if (!json.isTextual() || !choice.texts().contains(json.asText())) {
                add(path, "Enum", "must be one of " + String.join(", ", choice.texts()));
            }
        } else {
            ScalarCheck.check(((Shape.Scalar) shape).kind(), json)
                    .ifPresent(finding -> add(path, finding.rule(), finding.message()));
        }
    }

    private void list(Shape.ListOf list, JsonNode json, String path) {
        if (!json.isArray()) {
            add(path, "Type", "must be a list");
            return;
        }
        for (int i = 0; i < json.size(); i++) {
            if (json.get(i).isNull()) {
                add(path + "[" + i + "]", "NotNull", "must not be null");
            } else {
                value(list.element().shape(), json.get(i), path + "[" + i + "]");
            }
        }
    }

    private void object(RecordShape record, JsonNode json, String path) {
        if (!json.isObject()) {
            add(path, "Type", "must be an object");
            return;
        }
        String prefix = path.isEmpty() ? "" : path + ".";
        int known = 0;
        for (Property property : record.properties()) {
            JsonNode value = json.get(property.name());
            if (value == null) {
                add(prefix + property.name(), "Missing", "must be present, as null if the document does not say");
                continue;
            }
            known++;
            if (!value.isNull()) {
                value(property.shape(), value, prefix + property.name());
            } else if (property.presence() == Presence.REQUIRED) {
                add(prefix + property.name(), "NotNull", "must not be null");
            }
        }
        if (known < json.size()) {
            // the unknown names are the model's words, so they are counted, not quoted
            add(path, "Unknown", "must have no other keys than " + names(record));
        }
    }

    private static String names(RecordShape record) {
        return String.join(
                ", ", record.properties().stream().map(Property::name).toList());
    }

    private void add(String path, String rule, String message) {
        violations.add(new Violation(path, rule, message));
    }
}
