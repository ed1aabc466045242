package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.module.jsonSchema.jakarta.JsonSchema;
import com.fasterxml.jackson.module.jsonSchema.jakarta.JsonSchemaGenerator;
import com.fasterxml.jackson.module.jsonSchema.jakarta.types.ArraySchema;
import com.fasterxml.jackson.module.jsonSchema.jakarta.types.ObjectSchema;
import com.fasterxml.jackson.module.jsonSchema.jakarta.types.ReferenceSchema;
import dev.winnow.core.json.RecordJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares a schema with what jackson-module-jsonSchema makes of what Jackson itself would read and write. */
final class SecondOpinion {

    private final Map<String, Set<String>> paths = new TreeMap<>();
    private final Map<String, ObjectSchema> known = new HashMap<>();
    private final Set<Object> open = new HashSet<>();
    private final JsonNode root;

    private SecondOpinion(JsonNode root) {
        this.root = root;
    }

    /** Where they differ in a name, its place or its type: {@code path: ours, theirs}. */
    static List<String> differences(JsonNode schema, Class<?> type) throws JsonMappingException {
        SecondOpinion ours = new SecondOpinion(schema);
        ours.add(schema, "");
        SecondOpinion theirs = new SecondOpinion(schema);
        theirs.add(new JsonSchemaGenerator(RecordJson.mapper()).generateSchema(type), "");
        Set<String> all = new TreeSet<>(ours.paths.keySet());
        all.addAll(theirs.paths.keySet());
        List<String> differences = new ArrayList<>();
        for (String path : all) {
            Set<String> one = ours.paths.getOrDefault(path, Set.of());
            Set<String> other = theirs.paths.getOrDefault(path, Set.of());
            if (!one.equals(other)) {
                differences.add(path + ": " + String.join("|", one) + ", " + String.join("|", other));
            }
        }
        return differences;
    }

    private void add(JsonNode schema, String path) {
        if (schema.has("$ref")) {
            String place = schema.get("$ref").asText();
            if (place.equals("#") || !open.add(place)) {
                type(path, "object");
                return;
            }
            add(root.at(place.substring(1)), path);
            open.remove(place);
            return;
        }
        schema.path("anyOf").forEach(branch -> add(branch, path));
        JsonNode type = schema.path("type");
        (type.isArray() ? type : List.of(type)).forEach(one -> type(path, one.asText()));
        schema.path("properties")
                .properties()
                .forEach(property -> add(property.getValue(), path + "." + property.getKey()));
        if (schema.has("items")) {
            add(schema.get("items"), path + "[]");
        }
    }

    private void add(JsonSchema schema, String path) {
        // it writes a type out once and refers to it after that, even from within
        boolean again = schema instanceof ReferenceSchema;
        JsonSchema target = again ? Objects.requireNonNull(known.get(schema.get$ref())) : schema;
        type(path, target.getType().value());
        if (target instanceof ObjectSchema object) {
            if (object.getId() != null) {
                known.put(object.getId(), object);
            }
            if (!open.add(object)) {
                return;
            }
            object.getProperties().forEach((name, property) -> add(property, path + "." + name));
            open.remove(object);
        } else if (target instanceof ArraySchema array && array.getItems() != null) {
            add(array.getItems().asSingleItems().getSchema(), path + "[]");
        }
    }

    private void type(String path, String type) {
        if (!type.isEmpty() && !type.equals("null")) {
            paths.computeIfAbsent(path, absent -> new TreeSet<>()).add(type);
        }
    }
}
