package dev.winnow.core.type;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.core.json.RecordJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        List<JsonNode> written =
                Arrays.stream(type.getEnumConstants()).map(Choices::written).toList();
        List<Shape.Choice.Value> values = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            Object constant = type.getEnumConstants()[i];
            values.add(new Shape.Choice.Value(constant, written.get(i).asText(), aliases((Enum<?>) constant)));
        }
        Set<ScalarKind> kinds = written.stream().map(Choices::kind).collect(Collectors.toSet());
        Set<String> texts = new HashSet<>();
        if (values.isEmpty()) {
            refuse("has no constants");
        } else if (kinds.size() > 1 || kinds.contains(ScalarKind.DOUBLE)) {
            refuse("is not written as texts, nor as whole numbers");
        } else if (!values.stream().map(Shape.Choice.Value::text).allMatch(texts::add)) {
            refuse("writes two constants alike");
        } else if (!values.stream().flatMap(value -> value.aliases().stream()).allMatch(texts::add)) {
            refuse("has an alias that stands for two constants");
        } else if (!written.stream().map(this::read).toList().equals(Arrays.asList(type.getEnumConstants()))) {
            refuse("does not read what it writes");
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

    private @Nullable Object read(JsonNode json) {
        try {
            return MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private void refuse(String problem) {
        problems.add(
                ProblemCode.ENUM_VALUES,
                path,
                type.getSimpleName() + " " + problem,
                "give each constant a text of its own, or each a whole number");
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
