package dev.winnow.db.agreement;

import dev.winnow.core.type.RecordType;
import dev.winnow.db.projection.ProjectedRecord;
import dev.winnow.db.projection.Projection;
import dev.winnow.db.table.TestDatabase;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of a record type with one component, which stands already. */
final class Rows {

    private final RecordType<?> type;
    private final TestDatabase database;
    private final Projection projection;

    Rows(RecordType<?> type, TestDatabase database) {
        this.type = type;
        this.database = database;
        this.projection = Projection.of(type);
    }

    boolean takes(Record record) throws SQLException {
        // replaces the row of the one before
        ProjectedRecord row = new ProjectedRecord("a", 1, 1, record);
        return database.refusal(() -> projection.write(database.connection(), List.of(row)))
                .isEmpty();
    }

    /** A single JSON value, as PostgreSQL itself reads its text; {@code null} for NULL. */
    boolean takesText(String json) throws SQLException {
        String column = columnType("value");
        String more = columnType("value_offset").isEmpty() ? "" : ", value_offset";
        String moreValue = more.isEmpty() || json.equals("null") ? more.isEmpty() ? "" : ", NULL" : ", interval '0'";
        return database.refusal(() -> {
                    database.execute("DELETE FROM records." + type.name());
                    try (PreparedStatement insert = database.connection()
                            .prepareStatement("INSERT INTO records." + type.name()
                                    + " (document_id, extraction_id, run_id, value" + more
                                    + ") SELECT 'a', 1, 1, (CAST(? AS json) #>> '{}')::" + column + moreValue)) {
                        insert.setString(1, json);
                        insert.executeUpdate();
                    }
                })
                .isEmpty();
    }

    private String columnType(String column) throws SQLException {
        List<@Nullable String> found = new ArrayList<>(database.rows(
                "SELECT data_type FROM information_schema.columns WHERE table_schema = 'records' AND table_name = '"
                        + type.name() + "' AND column_name = '" + column + "'"));
        return found.isEmpty() ? "" : String.valueOf(found.get(0));
    }
}
