package dev.winnow.core.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.Shape;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An enum. */
final class ChoiceReading implements Reading {

    private final Shape.Choice choice;
    private final Map<String, Object> constants = new HashMap<>();

    ChoiceReading(Shape.Choice choice) {
        this.choice = choice;
        choice.values().forEach(value -> value.aliases().forEach(alias -> constants.put(alias, value.constant())));
        choice.values().forEach(value -> constants.put(value.text(), value.constant()));
    }

    @Override
    public @Nullable Object read(JsonNode json, Walk walk) {
        boolean kind = choice.kind() == ScalarKind.LONG ? json.isIntegralNumber() : json.isTextual();
        Object constant = kind ? constants.get(json.asText()) : null;
        return constant == null ? walk.broken("Enum", "must be one of " + String.join(", ", choice.texts())) : constant;
    }
}
