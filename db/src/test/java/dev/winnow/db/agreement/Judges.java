package dev.winnow.db.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.winnow.core.json.RecordJson;
import dev.winnow.core.schema.SchemaGenerator;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.Shape;
import dev.winnow.core.validation.Read;
import dev.winnow.core.validation.RecordReader;
import dev.winnow.db.table.TestDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks validation, schema and table about values of a record's only component. */
final class Judges {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** Of {@link RecordReader}. */
    private static final Set<String> OWN_RULES = Set.of(
            "Json",
            "Missing",
            "Unknown",
            "NotNull",
            "Type",
            "Enum",
            "Format",
            "Range",
            "Text",
            "Unique",
            "Constructor");

    /** That PostgreSQL's numbers may be. */
    private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity");

    private final RecordType<?> type;
    private final RecordReader reader;
    private final Schema schema;
    private final Rows rows;

    Judges(RecordType<?> type, TestDatabase database) {
        this.type = type;
        this.reader = new RecordReader(type, CLOCK);
        this.schema = REGISTRY.getSchema(new SchemaGenerator().generate(type).json());
        this.rows = new Rows(type, database);
    }

    private static String reply(String value) {
        return "{\"value\": " + value + "}";
    }

    /** Those that the record takes. */
    static List<String> valid(RecordType<?> type, List<String> values) {
        RecordReader reader = new RecordReader(type, CLOCK);
        return values.stream()
                .filter(value -> reader.read(reply(value)) instanceof Read.Valid)
                .toList();
    }

    /** Whether nothing but Bean Validation refuses it. */
    private static boolean isReadable(Read read) {
        return read instanceof Read.Valid
                || read instanceof Read.Broken broken
                        && broken.violations().stream().noneMatch(violation -> OWN_RULES.contains(violation.rule()));
    }

    Verdict judge(String value) throws SQLException, JsonProcessingException {
        Read read = reader.read(reply(value));
        JsonNode json = RecordJson.mapper().readTree(reply(value));
        boolean bySchema = schema.validate(
                        json, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .isEmpty();
        Optional<Boolean> byTable = read instanceof Read.Valid valid
                ? Optional.of(rows.takes(valid.value()))
                : refused(value, json.get("value"), isReadable(read));
        return new Verdict(value, read instanceof Read.Valid, bySchema, byTable);
    }

    /** Validation refuses it: what would the table have said? */
    private Optional<Boolean> refused(String value, JsonNode json, boolean readable) throws SQLException {
        Shape shape = type.shape().properties().get(0).shape();
        boolean single = shape instanceof Shape.Scalar || shape instanceof Shape.Choice;
        Optional<Record> record =
                readable || !single || json.isNull() ? Made.record(type, shape, json) : Optional.empty();
        if (record.isPresent()) {
            return Optional.of(rows.takes(record.get()));
        }
        Optional<ScalarKind> kind = shape instanceof Shape.Scalar scalar
                ? Optional.of(scalar.kind())
                : shape instanceof Shape.Choice choice ? Optional.of(choice.kind()) : Optional.empty();
        boolean writable = kind.filter(one -> fits(one.json(), json)).isPresent();
        return writable ? Optional.of(rows.takesText(value)) : Optional.empty();
    }

    private static boolean fits(ScalarKind.Json json, JsonNode value) {
        return value.isNull()
                || switch (json) {
                    case STRING -> value.isTextual();
                    case INTEGER, NUMBER -> value.isNumber() || NO_NUMBERS.contains(value.asText());
                    case BOOLEAN -> value.isBoolean();
                };
    }
}
