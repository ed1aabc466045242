package dev.winnow.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.module.jsonSchema.jakarta.JsonSchema;
import com.fasterxml.jackson.module.jsonSchema.jakarta.JsonSchemaGenerator;
import com.fasterxml.jackson.module.jsonSchema.jakarta.types.ArraySchema;
import com.fasterxml.jackson.module.jsonSchema.jakarta.types.ObjectSchema;
import com.fasterxml.jackson.module.jsonSchema.jakarta.types.ReferenceSchema;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.type.Extracted;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaGeneratorTest {

    private final SchemaGenerator generator = new SchemaGenerator();

    static List<Class<? extends Record>> records() {
        return GoldenRecords.all();
    }

    @ParameterizedTest
    @MethodSource("records")
    void isTheGoldenFile(Class<? extends Record> type) throws IOException {
        RecordSchema schema = generator.generate(RecordType.of(type));

        // compared as text, so that the order counts
        String pretty = StrictJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema.json());
        assertThat(pretty.strip()).isEqualToNormalizingNewlines(golden(schema.name()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void isJsonSchemaAndStrict(Class<? extends Record> type) {
        JsonNode schema = generator.generate(RecordType.of(type)).json();

        assertThat(JsonSchemas.problemsOf(schema)).isEmpty();
        assertThat(StrictSchemaChecker.check(schema)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("records")
    void hasThePropertiesThatAnotherGeneratorSees(Class<? extends Record> type) throws JsonMappingException {
        JsonNode ours = generator.generate(RecordType.of(type)).json();
        JsonSchema theirs = new JsonSchemaGenerator(StrictJson.mapper()).generateSchema(type);

        assertThat(pathsOf(ours, "")).isEqualTo(pathsOf(theirs, "", new HashMap<>()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void isTheSameEachTime(Class<? extends Record> type) {
        assertThat(new SchemaGenerator().generate(RecordType.of(type)))
                .isEqualTo(generator.generate(RecordType.of(type)));
    }

    @Extracted(value = "flat", instructions = "/dev/winnow/core/instructions.md")
    record Deep(Two two) {
        record Two(Three three) {}

        record Three(Four four) {}

        record Four(Five five) {}

        record Five(Six six) {}

        record Six(Seven seven) {}

        record Seven(Eight eight) {}

        record Eight(Nine nine) {}

        record Nine(Ten ten) {}

        record Ten(List<String> tooDeep) {}
    }

    @Test
    void refusesWhatStrictModeCannotExpress() {
        assertThatThrownBy(() -> generator.generate(RecordType.of(Deep.class)))
                .isInstanceOf(ProblemsException.class)
                .hasMessageEndingWith("/properties/tooDeep/items: 11 levels of nesting, at most 10 [strict-limit]");
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = SchemaGeneratorTest.class.getResourceAsStream("/schema/" + name + ".json")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static Set<String> pathsOf(JsonNode schema, String at) {
        Set<String> paths = new TreeSet<>();
        schema.path("properties").properties().forEach(property -> {
            String path = at + "." + property.getKey();
            paths.add(path);
            paths.addAll(pathsOf(property.getValue(), path));
        });
        if (schema.has("items")) {
            paths.addAll(pathsOf(schema.get("items"), at + "[]"));
        }
        schema.path("anyOf").forEach(branch -> paths.addAll(pathsOf(branch, at)));
        return paths;
    }

    /** The other generator writes a type out once and refers to it after that. */
    private static Set<String> pathsOf(JsonSchema schema, String at, Map<String, ObjectSchema> known) {
        Set<String> paths = new TreeSet<>();
        JsonSchema target = schema instanceof ReferenceSchema reference ? known.get(reference.get$ref()) : schema;
        if (target instanceof ObjectSchema object) {
            if (object.getId() != null) {
                known.put(object.getId(), object);
            }
            new ArrayList<>(object.getProperties().entrySet()).forEach(property -> {
                String path = at + "." + property.getKey();
                paths.add(path);
                paths.addAll(pathsOf(property.getValue(), path, known));
            });
        } else if (target instanceof ArraySchema array) {
            paths.addAll(pathsOf(array.getItems().asSingleItems().getSchema(), at + "[]", known));
        }
        return paths;
    }
}
