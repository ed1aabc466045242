package dev.winnow.db.table;

import dev.winnow.core.type.Presence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table as PostgreSQL's catalog has it.
 *
 * @param columns by name, in their order
 * @param keys the names of foreign keys and UNIQUE constraints
 * @param checks the expressions by constraint name
 */
record CatalogTable(
        Map<String, CatalogColumn> columns, List<String> primaryKey, Set<String> keys, Map<String, String> checks) {

    private static final String TABLE = "SELECT oid FROM pg_class WHERE oid = to_regclass(?) AND relkind IN ('r', 'p')";

    private static final String COLUMNS = """
            SELECT attname, format_type(atttypid, atttypmod), attnotnull
            FROM pg_attribute
            WHERE attrelid = ? AND attnum > 0 AND NOT attisdropped
            ORDER BY attnum""";

    private static final String PRIMARY_KEY = """
            SELECT attname
            FROM pg_constraint, unnest(conkey) WITH ORDINALITY AS key (number, place), pg_attribute
            WHERE conrelid = ? AND contype = 'p' AND attrelid = conrelid AND attnum = number
            ORDER BY place""";

    private static final String CONSTRAINTS = """
            SELECT conname, contype, pg_get_expr(conbin, conrelid)
            FROM pg_constraint
            WHERE conrelid = ? AND contype IN ('c', 'f', 'u')""";

    /** A column's type, as {@code format_type} writes it, and whether it is NOT NULL. */
    record CatalogColumn(String type, Presence presence) {}

    /** The table of that qualified, quoted name, or empty where there is none. */
    static Optional<CatalogTable> read(Connection connection, String qualified) throws SQLException {
        List<Long> oids = new ArrayList<>();
        each(connection, TABLE, qualified, row -> oids.add(row.getLong(1)));
        return oids.isEmpty() ? Optional.empty() : Optional.of(read(connection, oids.get(0)));
    }

    private static CatalogTable read(Connection connection, Long oid) throws SQLException {
        Map<String, CatalogColumn> columns = new LinkedHashMap<>();
        each(connection, COLUMNS, oid, row -> {
            Presence presence = row.getBoolean(3) ? Presence.REQUIRED : Presence.NULLABLE;
            columns.put(row.getString(1), new CatalogColumn(row.getString(2), presence));
        });
        List<String> primaryKey = new ArrayList<>();
        each(connection, PRIMARY_KEY, oid, row -> primaryKey.add(row.getString(1)));
        Map<String, String> keys = new LinkedHashMap<>();
        Map<String, String> checks = new LinkedHashMap<>();
        each(
                connection,
                CONSTRAINTS,
                oid,
                row -> (row.getString(2).equals("c") ? checks : keys).put(row.getString(1), row.getString(3)));
        return new CatalogTable(columns, primaryKey, keys.keySet(), checks);
    }

    private static void each(Connection connection, String sql, Object parameter, RowReader reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
