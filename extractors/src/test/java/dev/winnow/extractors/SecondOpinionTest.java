package dev.winnow.extractors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.module.jsonSchema.jakarta.JsonSchema;
import com.fasterxml.jackson.module.jsonSchema.jakarta.JsonSchemaGenerator;
import com.fasterxml.jackson.module.jsonSchema.jakarta.types.ArraySchema;
import com.fasterxml.jackson.module.jsonSchema.jakarta.types.ObjectSchema;
import com.fasterxml.jackson.module.jsonSchema.jakarta.types.ReferenceSchema;
import dev.winnow.core.json.RecordJson;
import dev.winnow.core.schema.SchemaGenerator;
import dev.winnow.core.type.RecordType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an independent generator thinks of names, nesting and types of the shipped types: no difference. */
class SecondOpinionTest {

    private final Map<String, JsonSchema> known = new HashMap<>();

    static Collection<RecordType<?>> types() {
        return GoldenSchemasTest.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void isTheSame(RecordType<?> type) throws JsonMappingException {
        Set<String> ours = new TreeSet<>();
        add(new SchemaGenerator().generate(type).json(), "", ours);
        Set<String> theirs = new TreeSet<>();
        add(new JsonSchemaGenerator(RecordJson.mapper()).generateSchema(type.javaType()), "", theirs);

        assertThat(ours)
                .isEqualTo(theirs)
                .hasSizeGreaterThan(type.shape().properties().size());
    }

    private static void add(JsonNode schema, String path, Set<String> found) {
        schema.path("anyOf").forEach(branch -> add(branch, path, found));
        JsonNode type = schema.path("type");
        String name = type.isArray() ? type.get(0).asText() : type.asText();
        if (!name.isEmpty() && !name.equals("null")) {
            found.add(path + ": " + name);
        }
        schema.path("properties")
                .properties()
                .forEach(property -> add(property.getValue(), path + "." + property.getKey(), found));
        if (schema.has("items")) {
            add(schema.get("items"), path + "[]", found);
        }
    }

    private void add(JsonSchema schema, String path, Set<String> found) {
        boolean again = schema instanceof ReferenceSchema;
        JsonSchema target = again ? Objects.requireNonNull(known.get(schema.get$ref())) : schema;
        found.add(path + ": " + target.getType().value());
        if (target.getId() != null) {
            known.put(target.getId(), target);
        }
        if (target instanceof ObjectSchema object) {
            object.getProperties().forEach((name, property) -> add(property, path + "." + name, found));
        } else if (target instanceof ArraySchema array && array.getItems() != null) {
            add(array.getItems().asSingleItems().getSchema(), path + "[]", found);
        }
    }
}
