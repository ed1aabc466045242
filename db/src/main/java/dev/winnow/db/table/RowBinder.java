package dev.winnow.db.table;

import java.sql.PreparedStatement;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds the values of one row, in the order of the table's columns. */
final class RowBinder {

    /** SQLSTATE datetime_field_overflow. */
    private static final String OUT_OF_RANGE = "22008";

    private final PreparedStatement statement;
    private int index;

    RowBinder(PreparedStatement statement) {
        this.statement = statement;
    }

    void keys(List<?> values) throws SQLException {
        for (Object value : values) {
            statement.setObject(++index, value);
        }
    }

    void data(Table table, Object owner) throws SQLException {
        for (DataColumn column : table.data()) {
            Object value = read(column, owner);
            if (value == null) {
                statement.setNull(++index, column.column().type().jdbcType());
            } else {
                statement.setObject(++index, value);
            }
        }
    }

    private static @Nullable Object read(DataColumn column, Object owner) throws SQLException {
        try {
            return column.value().read(owner);
        } catch (DateTimeException e) {
            // an Instant reaches a year further than SQL's types; the cause would quote it
            throw new SQLDataException("column " + column.column().name() + ": time out of range", OUT_OF_RANGE);
        }
    }
}
