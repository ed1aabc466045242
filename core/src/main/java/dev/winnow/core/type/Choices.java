package dev.winnow.core.type;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.json.RecordJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads enums as Jackson does. */
final class Choices {

    private Choices() {}

    static Shape.Choice read(Class<?> type, String path, Problems problems) {
        List<Shape.Choice.Value> values = new ArrayList<>();
        Set<String> texts = new HashSet<>();
        Set<ScalarKind> kinds = new HashSet<>();
        for (Object constant : type.getEnumConstants()) {
            JsonNode json = RecordJson.mapper().valueToTree(constant);
            values.add(new Shape.Choice.Value(constant, json.asText(), aliases(type, (Enum<?>) constant)));
            kinds.add(
                    json.isTextual()
                            ? ScalarKind.STRING
                            : json.isIntegralNumber() ? ScalarKind.LONG : ScalarKind.DOUBLE);
            if (!texts.add(json.asText())) {
                refuse(path, type.getSimpleName() + " writes two constants alike", problems);
            }
        }
        if (values.isEmpty()) {
            refuse(path, type.getSimpleName() + " has no constants", problems);
        } else if (kinds.size() > 1 || kinds.contains(ScalarKind.DOUBLE)) {
            refuse(path, type.getSimpleName() + " is not written as texts, nor as whole numbers", problems);
        }
        return new Shape.Choice(type, kinds.contains(ScalarKind.LONG) ? ScalarKind.LONG : ScalarKind.STRING, values);
    }

    private static void refuse(String path, String problem, Problems problems) {
        problems.add(
                ProblemCode.ENUM_VALUES, path, problem, "each constant needs a text of its own, or a whole number");
    }

    private static List<String> aliases(Class<?> type, Enum<?> constant) {
        try {
            JsonAlias aliases = type.getField(constant.name()).getAnnotation(JsonAlias.class);
            return aliases == null ? List.of() : List.of(aliases.value());
        } catch (NoSuchFieldException e) {
            throw new AssertionError("every constant is a field", e);
        }
    }
}
