package dev.winnow.core.type;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.core.json.RecordJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads enums as Jackson does. */
final class Choices {

    private static final ObjectMapper MAPPER = RecordJson.mapper();

    private final Class<?> type;
    private final String path;
    private final Problems problems;

    private Choices(Class<?> type, String path, Problems problems) {
        this.type = type;
        this.path = path;
        this.problems = problems;
    }

    static Shape.Choice read(Class<?> type, String path, Problems problems) {
        return new Choices(type, path, problems).read();
    }

    private Shape.Choice read() {
        List<Shape.Choice.Value> values = new ArrayList<>();
        Set<String> texts = new HashSet<>();
        Set<ScalarKind> kinds = new HashSet<>();
        for (Object constant : type.getEnumConstants()) {
            JsonNode json = written(constant);
            Shape.Choice.Value value = new Shape.Choice.Value(constant, json.asText(), aliases((Enum<?>) constant));
            values.add(value);
            kinds.add(kind(json));
            if (!texts.add(value.text())) {
                refuse("writes two constants alike");
            } else if (kind(json) != ScalarKind.DOUBLE && !isRead(json, constant)) {
                refuse("does not read the constant " + ((Enum<?>) constant).name() + " as it is written");
            }
        }
        if (!values.stream().flatMap(value -> value.aliases().stream()).allMatch(texts::add)) {
            refuse("has an alias that stands for two constants");
        }
        if (values.isEmpty()) {
            refuse("has no constants");
        } else if (kinds.size() > 1 || kinds.contains(ScalarKind.DOUBLE)) {
            refuse("is not written as texts, nor as whole numbers");
        }
        return new Shape.Choice(type, kinds.contains(ScalarKind.LONG) ? ScalarKind.LONG : ScalarKind.STRING, values);
    }

    private static ScalarKind kind(JsonNode json) {
        return json.isTextual() ? ScalarKind.STRING : json.isIntegralNumber() ? ScalarKind.LONG : ScalarKind.DOUBLE;
    }

    private static JsonNode written(Object constant) {
        try {
            return MAPPER.valueToTree(constant);
        } catch (IllegalArgumentException e) {
            return MAPPER.nullNode(); // its @JsonValue throws
        }
    }

    private boolean isRead(JsonNode json, Object constant) {
        try {
            return constant.equals(MAPPER.treeToValue(json, type));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private void refuse(String problem) {
        problems.add(
                ProblemCode.ENUM_VALUES,
                path,
                type.getSimpleName() + " " + problem,
                "each constant needs a text of its own, or a whole number");
    }

    private List<String> aliases(Enum<?> constant) {
        try {
            JsonAlias aliases = type.getField(constant.name()).getAnnotation(JsonAlias.class);
            return aliases == null ? List.of() : List.of(aliases.value());
        } catch (NoSuchFieldException e) {
            throw new AssertionError("every constant is a field", e);
        }
    }
}
