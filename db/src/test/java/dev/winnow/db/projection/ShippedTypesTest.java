package dev.winnow.db.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.json.RecordJson;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.table.Ddl;
import dev.winnow.db.table.TestDatabase;
import dev.winnow.db.table.TestPostgres;
import dev.winnow.extractors.advisory.Advisory;
import dev.winnow.extractors.receipt.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample records, written and read back by SQL. */
@ExtendWith(TestPostgres.class)
class ShippedTypesTest {

    private static final Path SAMPLES = Path.of("..", "samples", "expected");

    private static final Path GOLDEN = Path.of("..", "extractors", "src", "test", "resources", "golden");

    private static final String RECEIPT = """
            SELECT json_build_object('company', company, 'date', date, 'address', address, 'total', total)
            FROM records.receipt ORDER BY document_id""";

    private static final String ADVISORY = """
            SELECT json_build_object(
                'cve', cve, 'title', title, 'announced', announced, 'reported', reported,
                'cwe', CASE WHEN cwe_present THEN json_build_object('id', cwe_id, 'name', cwe_name) END,
                'severity', severity, 'affects', affects,
                'affected_first', affected_first, 'affected_last', affected_last,
                'fixed_in_versions', ARRAY(SELECT value FROM records.advisory_fixed_in_versions l
                    WHERE l.document_id = a.document_id ORDER BY position),
                'introduced_in', ARRAY(SELECT value FROM records.advisory_introduced_in l
                    WHERE l.document_id = a.document_id ORDER BY position),
                'fixed_in', ARRAY(SELECT value FROM records.advisory_fixed_in l
                    WHERE l.document_id = a.document_id ORDER BY position),
                'credits', ARRAY(SELECT json_build_object('role', role, 'name', name) FROM records.advisory_credits l
                    WHERE l.document_id = a.document_id ORDER BY position))
            FROM records.advisory a ORDER BY document_id""";

    @Test
    void receipts(TestDatabase database) throws Exception {
        roundTrip(database, RecordType.of(Receipt.class), "receipts", RECEIPT);
    }

    @Test
    void advisories(TestDatabase database) throws Exception {
        roundTrip(database, RecordType.of(Advisory.class), "advisories", ADVISORY);
    }

    /** Renewed with {@code -Dwinnow.golden=renew}, so that a change of the tables shows in review. */
    @ParameterizedTest
    @ValueSource(classes = {Receipt.class, Advisory.class})
    void ddlIsTheGoldenOne(Class<? extends Record> javaType) throws IOException {
        RecordType<?> type = RecordType.of(javaType);
        Path file = GOLDEN.resolve(type.name()).resolve("tables.sql");
        if ("renew".equals(System.getProperty("winnow.golden"))) {
            Files.writeString(file, Ddl.create(type));
        }
        assertThat(file).content().isEqualToNormalizingNewlines(Ddl.create(type));
    }

    private static void roundTrip(TestDatabase database, RecordType<?> type, String samples, String select)
            throws Exception {
        Map<String, JsonNode> expected = new TreeMap<>();
        List<ProjectedRecord> rows = new ArrayList<>();
        for (Path file : files(samples)) {
            String document = "document-%02d".formatted(rows.size());
            JsonNode json = RecordJson.mapper().readTree(file.toFile()).get("record");
            database.execute("INSERT INTO winnow.document VALUES ('" + document + "')");
            expected.put(document, json);
            rows.add(new ProjectedRecord(document, 1, 1, RecordJson.mapper().treeToValue(json, type.javaType())));
        }
        database.with(type);
        Projection.of(type).write(database.connection(), rows);

        List<JsonNode> read = new ArrayList<>();
        for (String json : database.rows(select)) {
            read.add(RecordJson.mapper().readTree(json));
        }
        assertThat(read).hasSizeGreaterThanOrEqualTo(10).containsExactlyElementsOf(expected.values());
    }

    private static List<Path> files(String samples) throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES.resolve(samples))) {
            return files.sorted().toList();
        }
    }
}
