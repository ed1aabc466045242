package dev.winnow.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.json.RecordJson;
import dev.winnow.core.type.Property;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.validation.Read;
import dev.winnow.core.validation.RecordReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the reader accepts, and whatever Jackson writes of it, every dialect's schema accepts. */
class ReaderAndSchemaTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC);
    private static final int VALID_ENOUGH = 60;
    private static final int CHANGES = 400;
    private static final int TRIES = 20_000;

    private final Random random = new Random(20261121);
    private final RandomReplies replies = new RandomReplies(random);

    static List<Class<? extends Record>> records() {
        return GoldenRecords.all();
    }

    @ParameterizedTest
    @MethodSource("records")
    void agree(Class<? extends Record> javaType) throws JsonProcessingException {
        RecordType<?> type = RecordType.of(javaType);
        RecordReader reader = new RecordReader(type, CLOCK);
        List<JsonNode> schemas = schemas(type);
        ObjectNode valid = valid(type, reader);
        int accepted = 0;
        for (int i = 0; i < CHANGES; i++) {
            ObjectNode changed = valid.deepCopy();
            Property property = any(type.shape().properties());
            changed.set(property.name(), replies.value(property.slot(), 1));
            if (reader.read(changed.toString()) instanceof Read.Valid read) {
                accepted++;
                requireValid(schemas, changed);
                requireValid(schemas, RecordJson.mapper().valueToTree(read.value()));
                valid = changed;
            }
        }
        assertThat(accepted).isGreaterThan(VALID_ENOUGH);
    }

    private static void requireValid(List<JsonNode> schemas, JsonNode reply) throws JsonProcessingException {
        for (JsonNode schema : schemas) {
            assertThat(JsonSchemas.violations(schema, RecordJson.mapper().readTree(reply.toString())))
                    .as(reply.toString())
                    .isEmpty();
        }
    }

    private static List<JsonNode> schemas(RecordType<?> type) {
        List<JsonNode> schemas = new ArrayList<>();
        for (Dialect dialect : Dialect.values()) {
            boolean recursive = List.of("folder", "formula", "chain", "family").contains(type.name());
            if (!recursive || dialect.takesReferences()) {
                schemas.add(new SchemaGenerator(dialect).generate(type).json());
            }
        }
        return schemas;
    }

    /** Asks again for each property that is not valid, as a patient reader would. */
    private ObjectNode valid(RecordType<?> type, RecordReader reader) {
        ObjectNode reply = replies.object(type.shape(), 0);
        for (int i = 0; i < TRIES; i++) {
            if (!(reader.read(reply.toString()) instanceof Read.Broken broken)) {
                return reply;
            }
            for (Property property : type.shape().properties()) {
                boolean wrong = broken.violations().stream()
                        .anyMatch(violation -> violation.path().matches(property.name() + "([.\\[].*)?"));
                if (wrong || random.nextInt(20) == 0) {
                    reply.set(property.name(), replies.value(property.slot(), 1));
                }
            }
        }
        throw new AssertionError("no valid reply found: " + ((Read.Broken) reader.read(reply.toString())).violations());
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
