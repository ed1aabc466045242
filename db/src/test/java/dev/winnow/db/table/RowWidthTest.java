package dev.winnow.db.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.type.Presence;
import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.Shape;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of the greatest width that is let through go into PostgreSQL, those with one column more do not. */
@ExtendWith(TestPostgres.class)
class RowWidthTest {

    private static final String TOO_LARGE = "54000";

    private static Table table(List<ColumnType> types, int count, Presence presence) {
        List<Column> keys = List.of(
                Column.required("document_id", ColumnType.TEXT),
                Column.required("extraction_id", ColumnType.BIGINT),
                Column.required("run_id", ColumnType.BIGINT));
        List<Part.Field> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Column column = new Column("c" + i, types.get(i % types.size()), presence, "", List.of());
            fields.add(new Part.Field(
                    column.name(), new Part.Single(new Shape.Scalar(ScalarKind.STRING), List.of(column))));
        }
        return new Table(
                "wide",
                "",
                new Keys(keys, List.of(), List.of(), List.of(), List.of()),
                new Part.Fields(Optional.empty(), fields),
                List.of());
    }

    /** Digits, with which the server cannot save room. */
    private static String incompressible(int length) {
        return new Random(length)
                .ints(length, 1, 10)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining());
    }

    private static String value(ColumnType type, int length) {
        return switch (type) {
            case TEXT -> "'" + incompressible(length) + "'";
            case NUMERIC -> incompressible(length);
            case JSONB -> "'[\"" + incompressible(length) + "\"]'";
            case BOOLEAN -> "true";
            case DATE -> "'2026-01-01'";
            case TIME -> "'12:00'";
            case TIMESTAMP, TIMESTAMPTZ -> "now()";
            case INTERVAL -> "'1 day'";
            case UUID -> "gen_random_uuid()";
            default -> "1";
        };
    }

    /** {@code length} is that of texts, decimals and JSON. */
    private static Optional<String> refusal(TestDatabase database, Table table, int length) throws SQLException {
        List<Column> columns = table.columns();
        database.execute("DROP TABLE IF EXISTS records.wide; CREATE TABLE records.wide ("
                + columns.stream()
                        .map(column -> column.name() + " " + column.type().ddl())
                        .collect(Collectors.joining(", "))
                + ")");
        // a null for the bitmap: of the last column, so that the others lie as they would
        boolean nulls = columns.get(columns.size() - 1).presence() == Presence.NULLABLE;
        if (nulls) {
            database.execute("ALTER TABLE records.wide ADD COLUMN none text");
        }
        String values = IntStream.range(0, columns.size())
                .mapToObj(i -> value(columns.get(i).type(), i == 0 ? 64 : length))
                .collect(Collectors.joining(", "));
        return database.refusal(
                () -> database.execute("INSERT INTO records.wide VALUES (" + values + (nulls ? ", NULL" : "") + ")"));
    }

    private static int most(List<ColumnType> types, Presence presence) {
        return IntStream.range(0, 1_600)
                .takeWhile(count -> RowWidth.of(table(types, count, presence)) <= RowWidth.MOST)
                .max()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "TIMESTAMPTZ INTERVAL, REQUIRED",
        "TIMESTAMPTZ INTERVAL, NULLABLE",
        "INTERVAL, NULLABLE",
        "UUID, REQUIRED",
        "UUID, NULLABLE",
        "BIGINT, NULLABLE",
        "BOOLEAN DOUBLE, REQUIRED",
        "SMALLINT INTERVAL BOOLEAN DATE, NULLABLE",
        "TEXT, REQUIRED",
        "TEXT, NULLABLE",
        "NUMERIC TIME, REQUIRED",
        "JSONB BOOLEAN, NULLABLE"
    })
    void theWidestRowGoesIn(String types, Presence presence, TestDatabase database) throws SQLException {
        List<ColumnType> columns =
                Stream.of(types.split(" ")).map(ColumnType::valueOf).toList();
        int most = most(columns, presence);

        assertThat(refusal(database, table(columns, most, presence), 60)).isEmpty();
        assertThat(refusal(database, table(columns, most + columns.size(), presence), 60))
                .contains(TOO_LARGE);
    }

    /** What the width leaves out: a text this short stays in the row and is yet longer than a pointer. */
    @Test
    void textsOfTwentyThreeBytesTakeMoreThanLongOnes(TestDatabase database) throws SQLException {
        Table table =
                table(List.of(ColumnType.TEXT), most(List.of(ColumnType.TEXT), Presence.REQUIRED), Presence.REQUIRED);

        assertThat(refusal(database, table, 17)).isEmpty();
        assertThat(refusal(database, table, 23)).contains(TOO_LARGE);
        assertThat(refusal(database, table, 24)).isEmpty();
    }
}
