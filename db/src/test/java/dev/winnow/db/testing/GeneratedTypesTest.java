package dev.winnow.db.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.winnow.core.json.RecordJson;
import dev.winnow.core.schema.RecordSchema;
import dev.winnow.core.schema.SchemaGenerator;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.validation.Read;
import dev.winnow.core.validation.RecordReader;
import dev.winnow.db.projection.ProjectedRecord;
import dev.winnow.db.projection.Projection;
import dev.winnow.db.table.DriftCheck;
import dev.winnow.db.table.TestDatabase;
import dev.winnow.db.table.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Types made at random, and replies made at random from nothing but their schemas: each reply becomes a record or violations,
 * each record keeps to its schema in the eyes of another validator, and goes into its tables and back.
 */
@ExtendWith(TestPostgres.class)
class GeneratedTypesTest {

    private static final long SEED = 20_261_121;
    private static final int TYPES = 100;
    private static final int REPLIES = 60;

    @TempDir
    static Path folder;

    private static ClassLoader loader = ClassLoader.getSystemClassLoader();
    private static int records;
    private static int broken;

    @BeforeAll
    static void compile() throws IOException {
        loader = Compiled.load(folder, RandomTypes.sources(SEED, TYPES));
    }

    @AfterAll
    static void bothKindsWereMet() {
        assertThat(records).isGreaterThan(TYPES * REPLIES / 10);
        assertThat(broken).isGreaterThan(TYPES * REPLIES / 10);
    }

    static Stream<String> types() {
        return IntStream.range(0, TYPES).mapToObj(i -> "made.Made" + i);
    }

    @ParameterizedTest
    @MethodSource("types")
    void keepsWhatItPromises(String name, TestDatabase database) throws Exception {
        RecordType<?> type = RecordType.of(loader.loadClass(name).asSubclass(Record.class));
        RecordSchema schema = new SchemaGenerator().generate(type);
        List<Record> valid = valid(type, schema);
        valid.forEach(record -> requireItsSchema(record, schema));

        database.with(type);
        assertThat(DriftCheck.check(database.connection(), type)).isEmpty();
        requireBack(valid, Projection.of(type), database);
    }

    private static List<Record> valid(RecordType<?> type, RecordSchema schema) {
        RecordReader reader = new RecordReader(type, Clock.systemUTC());
        List<Record> valid = new ArrayList<>();
        for (JsonNode reply : new Instances(schema.json(), SEED).take(REPLIES)) {
            Read read = reader.read(reply.toString());
            if (read instanceof Read.Valid record) {
                valid.add(record.value());
                records++;
            } else if (read instanceof Read.Broken violations) {
                assertThat(violations.violations())
                        .isNotEmpty()
                        .noneMatch(one -> one.rule().equals("Json"));
                broken++;
            }
        }
        return valid;
    }

    private static void requireItsSchema(Record record, RecordSchema schema) {
        Schema independent = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.json().toString());
        JsonNode json = RecordJson.mapper().valueToTree(record);
        assertThat(independent.validate(
                        json.toString(),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                .as(json.toString())
                .isEmpty();
    }

    private static void requireBack(List<Record> records, Projection projection, TestDatabase database)
            throws Exception {
        List<ProjectedRecord> rows = new ArrayList<>();
        List<String> documents = new ArrayList<>();
        for (Record record : records) {
            String document = "d" + documents.size();
            database.execute("INSERT INTO winnow.document VALUES ('" + document + "') ON CONFLICT DO NOTHING");
            documents.add(document);
            rows.add(new ProjectedRecord(document, 1, 1, record));
        }
        projection.write(database.connection(), rows);
        List<ProjectedRecord> back = projection.read(database.connection(), documents);
        assertThat(back).hasSameSizeAs(rows);
        for (ProjectedRecord one : back) {
            Record written = records.get(documents.indexOf(one.documentId()));
            assertThat(SameValue.of(written, one.value()))
                    .as(written + "\n" + one.value())
                    .isTrue();
        }
    }
}
