package dev.winnow.db.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.constraint.BeanValidation;
import dev.winnow.core.json.RecordJson;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.table.Ddl;
import dev.winnow.db.table.DriftCheck;
import dev.winnow.db.table.TestDatabase;
import dev.winnow.db.table.TestPostgres;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every shape, nested in each other: its tables, what goes in and out, and what the database refuses. */
@ExtendWith(TestPostgres.class)
class AllShapesTest {

    private static final RecordType<AllShapes> TYPE = RecordType.of(AllShapes.class);

    /** 1.50 is 1.5, here and in a database. */
    private static final Comparator<JsonNode> BY_VALUE =
            (a, b) -> a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : a.equals(b) ? 0 : 1;

    @Test
    void theDdlIsStable(TestDatabase database) throws Exception {
        try (InputStream in = Objects.requireNonNull(AllShapesTest.class.getResourceAsStream("shapes.sql"))) {
            assertThat(Ddl.create(TYPE)).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(DriftCheck.check(database.with(TYPE).connection(), TYPE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {AllShapes.class, AllKinds.class, Parcel.class})
    void whatValidationAcceptsIsStoredAndReadBack(Class<? extends Record> javaType, TestDatabase database)
            throws Exception {
        RecordType<?> type = RecordType.of(javaType);
        Projection projection = Projection.of(type);
        Validator validator = BeanValidation.validator(javaType, Clock.systemUTC());
        RandomJson values = new RandomJson(new Random(7));
        database.with(type);
        int valid = 0;
        for (int batch = 0; batch < 400; batch++) {
            List<ProjectedRecord> rows = new ArrayList<>();
            for (String document : List.of("a", "b", "c")) {
                Record value = RecordJson.mapper().treeToValue(values.of(type.shape()), javaType);
                if (validator.validate(value).isEmpty()) {
                    rows.add(new ProjectedRecord(document, 1, 1, value));
                }
            }
            valid += rows.size();
            projection.write(database.connection(), rows);
            List<ProjectedRecord> read = projection.read(
                    database.connection(),
                    rows.stream().map(ProjectedRecord::documentId).toList());
            assertThat(read).hasSameSizeAs(rows);
            for (int i = 0; i < rows.size(); i++) {
                JsonNode written = json(rows.get(i));
                JsonNode found = json(read.get(i));
                assertThat(found.equals(BY_VALUE, written))
                        .as("%s%n%s", found, written)
                        .isTrue();
            }
        }
        assertThat(valid).isGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\u0001', textBlock = """
            INSERT INTO shapes_gaps VALUES ('a', 0, 'square', NULL, NULL, NULL, NULL, NULL, false); shapes_gaps_type_choice
            UPDATE shapes SET figure_type = 'nothing';                      shapes_figure_circle_center_x_presence
            UPDATE shapes SET figure_nothing_why = 'x';                     shapes_figure_nothing_why_presence
            UPDATE shapes SET figure_circle_radius = NULL;                  shapes_figure_circle_radius_presence
            UPDATE shapes SET figure_circle_radius = 0;                     shapes_figure_circle_radius_positive
            UPDATE shapes SET figure_polygon_fill_fill_kind = 'plain';      shapes_figure_polygon_fill_fill_kind_presence
            UPDATE shapes SET perhaps_type = 'circle';                      shapes_perhaps_circle_center_x_presence
            UPDATE shapes SET perhaps_circle_radius = 1;                    shapes_perhaps_circle_radius_presence
            UPDATE shapes SET holder_figure_type = 'nothing';               shapes_holder_figure_type_presence
            UPDATE shapes SET holder_names_present = true;                  shapes_holder_names_present_presence
            UPDATE shapes SET matrix = NULL;                                23502
            INSERT INTO shapes_counts VALUES ('a', 1, 'one', 2);            shapes_counts_key_key
            INSERT INTO shapes_counts VALUES ('a', 1, 'two', 0);            shapes_counts_value_positive
            INSERT INTO shapes_counts VALUES ('b', 0, 'two', 1);            shapes_counts_document_id_fkey
            INSERT INTO shapes_numbers VALUES ('a', 0, 0);                  shapes_numbers_value_positive
            INSERT INTO shapes_holes VALUES ('a', 0, true);                 shapes_holes_x_presence
            INSERT INTO shapes_holes VALUES ('a', 0, false, 1);             shapes_holes_x_presence
            INSERT INTO shapes_gaps VALUES ('a', 0, 'nothing', 1, NULL, NULL, NULL, NULL, false); shapes_gaps_circle_center_x_presence
            INSERT INTO shapes_places VALUES ('a', 0, 'GREEN', false);      shapes_places_key_choice
            """)
    void theDatabaseKeepsShapesToo(String sql, String refusal, TestDatabase database) throws Exception {
        database.with(TYPE).execute("SET LOCAL search_path TO records");
        Projection.of(TYPE).write(database.connection(), List.of(new ProjectedRecord("a", 1, 1, small())));
        assertThat(refusal(database, sql)).contains(refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\u0001', textBlock = """
            ALTER TABLE shapes ALTER matrix TYPE json;                      records.shapes.matrix: has type json, expected is jsonb
            ALTER TABLE shapes ALTER nested_offset TYPE interval hour;      records.shapes.nested_offset: has type interval hour
            ALTER TABLE shapes DROP figure_type CASCADE;                    records.shapes.figure_type: is missing
            ALTER TABLE shapes DROP CONSTRAINT shapes_figure_type_choice;   records.shapes.figure_type: lacks the constraint shapes_figure_type_choice
            ALTER TABLE shapes ALTER holder_present DROP NOT NULL;          records.shapes.holder_present: may be null
            ALTER TABLE shapes_counts DROP CONSTRAINT shapes_counts_key_key; records.shapes_counts: lacks the constraint shapes_counts_key_key, expected is UNIQUE (document_id, key)
            DROP TABLE shapes_by_year_value_polygon_corners;                records.shapes_by_year_value_polygon_corners: is missing
            """)
    void driftIsSeen(String planted, String problem, TestDatabase database) throws Exception {
        database.with(TYPE).execute("SET LOCAL search_path TO records");
        database.execute(planted);
        assertThat(DriftCheck.check(database.connection(), TYPE))
                .map(Object::toString)
                .anySatisfy(one -> assertThat(one).startsWith(problem));
    }

    private static Optional<String> refusal(TestDatabase database, String sql) throws SQLException {
        return database.refusal(() -> database.execute(sql));
    }

    private static JsonNode json(ProjectedRecord row) {
        return RecordJson.mapper().valueToTree(row.value());
    }

    private static AllShapes small() throws IOException {
        return RecordJson.mapper().readValue("""
                {"center": {"x": 1, "label": null}, "nested": null, "holder": null,
                 "figure": {"type": "circle", "center": {"x": 1, "label": null}, "radius": 1},
                 "perhaps": null, "texts": [null], "numbers": null, "times": [], "points": [], "holes": [],
                 "figures": [], "gaps": null, "counts": [{"key": "one", "value": 1}], "places": null,
                 "byYear": [], "prices": [], "matrix": [[1, null], []], "calendars": null, "expression": null,
                 "tree": {"name": "t", "children": [], "twin": null}, "pair": {"first": 1, "second": ["RED"]}}
                """, AllShapes.class);
    }
}
