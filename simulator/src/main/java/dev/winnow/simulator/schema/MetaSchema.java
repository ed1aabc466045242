package dev.winnow.simulator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import dev.winnow.simulator.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds a schema against strict-meta-schema.json and words what it finds as OpenAI does. Thread-safe. */
final class MetaSchema {
    private static final String RESOURCE = "strict-meta-schema.json";

    private final Schema schema = read();

    /** The first problem, in OpenAI's words. */
    Optional<String> problem(JsonNode candidate) {
        return schema.validate(candidate).stream().findFirst().map(MetaSchema::words);
    }

    private static String words(Error error) {
        Place place = place(error.getInstanceLocation());
        if (place.equals(Place.ROOT)
                && error.getKeyword().equals("required")
                && error.getProperty().equals("type")) {
            return "schema must be a JSON Schema of 'type: \"object\"', got 'type: \"None\"'.";
        }
        return switch (error.getKeyword()) {
            case "additionalProperties" -> notPermitted(place, error);
            case "required" -> place.says(missing(error.getProperty()));
            default -> wrongValue(place, error);
        };
    }

    private static String notPermitted(Place place, Error error) {
        if (!error.getInstanceNode().has("$ref")) {
            return place.says("'" + error.getProperty() + "' is not permitted.");
        }
        List<String> siblings = new ArrayList<>();
        error.getInstanceNode().fieldNames().forEachRemaining(siblings::add);
        return siblings.stream()
                .filter(name -> !name.equals("$ref"))
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", ", "context=" + place + ", $ref cannot have keywords {", "}."));
    }

    private static String missing(String keyword) {
        return switch (keyword) {
            case "type" -> "schema must have a 'type' key.";
            case "items" -> "array schema missing items.";
            case "additionalProperties" -> "'additionalProperties' is required to be supplied and to be false.";
            default -> "'" + keyword + "' is required to be supplied.";
        };
    }

    private static String wrongValue(Place place, Error error) {
        JsonNode value = error.getInstanceNode();
        Place owner = place.parent();
        if (place.steps().equals(List.of("type"))) {
            return "schema must be a JSON Schema of 'type: \"object\"', got 'type: %s'.".formatted(value);
        }
        if (owner.last().equals("enum") && error.getKeyword().equals("type")) {
            return owner.parent().says("enum values must be of the same type.");
        }
        String keyword = owner.last().equals("properties") || owner.last().equals("$defs") ? "" : place.last();
        return switch (keyword) {
            case "additionalProperties" -> owner.says(missing("additionalProperties"));
            case "type" -> owner.says(value + " is not a valid type.");
            case "format" -> owner.says(value + " is not a valid format.");
            default ->
                place.says(value.isContainerNode() ? "the value is not valid here." : value + " is not valid here.");
        };
    }

    private static Place place(NodePath path) {
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < path.getNameCount(); i++) {
            steps.add(path.getElement(i).toString());
        }
        return new Place(List.copyOf(steps));
    }

    private static Schema read() {
        try (InputStream in = Objects.requireNonNull(MetaSchema.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Json.MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " could not be read", e);
        }
    }
}
