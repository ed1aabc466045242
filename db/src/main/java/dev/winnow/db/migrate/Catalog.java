package dev.winnow.db.migrate;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the tables of schema {@code records} from PostgreSQL's catalog. */
final class Catalog {

    private static final String TABLES = """
            SELECT oid, relname, coalesce(obj_description(oid, 'pg_class'), '') FROM pg_class
            WHERE relnamespace = to_regnamespace('records') AND relkind IN ('r', 'p') ORDER BY relname""";

    private static final String COLUMNS = """
            SELECT attname, format_type(atttypid, atttypmod), attnotnull, coalesce(col_description(attrelid, attnum), '')
            FROM pg_attribute WHERE attrelid = ? AND attnum > 0 AND NOT attisdropped ORDER BY attnum""";

    private static final String CONSTRAINTS = """
            SELECT conname, contype, coalesce(pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid)),
                   array(SELECT attname::text FROM unnest(conkey) WITH ORDINALITY AS key (number, place)
                         JOIN pg_attribute ON attrelid = conrelid AND attnum = number ORDER BY place),
                   coalesce((SELECT relname FROM pg_class WHERE oid = confrelid), '')
            FROM pg_constraint WHERE conrelid = ? AND contype IN ('p', 'u', 'f', 'c') ORDER BY conname""";

    private static final String INDEXES = """
            SELECT pg_get_indexdef(indexrelid) FROM pg_index
            WHERE indrelid = ? AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)""";

    private static final Map<String, BuiltTable.Kind> KINDS = Map.of(
            "p",
            BuiltTable.Kind.PRIMARY_KEY,
            "u",
            BuiltTable.Kind.UNIQUE,
            "f",
            BuiltTable.Kind.FOREIGN_KEY,
            "c",
            BuiltTable.Kind.CHECK);

    private final Connection connection;

    private Catalog(Connection connection) {
        this.connection = connection;
    }

    /** The tables by name, in the order of their names; in a transaction. */
    static Map<String, BuiltTable> read(Connection connection) throws SQLException {
        Catalog catalog = new Catalog(connection);
        Map<String, BuiltTable> tables = new TreeMap<>();
        // or a name in the path would be written without its schema
        searchPath(connection, "''");
        try (PreparedStatement statement = connection.prepareStatement(TABLES);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                tables.put(rows.getString(2), catalog.table(rows.getLong(1), rows.getString(2), rows.getString(3)));
            }
        }
        searchPath(connection, "DEFAULT");
        return tables;
    }

    private static void searchPath(Connection connection, String path) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL search_path TO " + path);
        }
    }

    private BuiltTable table(long oid, String name, String comment) throws SQLException {
        Map<String, BuiltTable.Column> columns = new LinkedHashMap<>();
        each(COLUMNS, oid, row -> {
            String column = row.getString(1);
            columns.put(column, new BuiltTable.Column(column, row.getString(2), row.getBoolean(3), row.getString(4)));
        });
        Map<String, BuiltTable.Constraint> constraints = new TreeMap<>();
        each(CONSTRAINTS, oid, row -> {
            String constraint = row.getString(1);
            BuiltTable.Kind kind = KINDS.getOrDefault(row.getString(2), BuiltTable.Kind.CHECK);
            constraints.put(
                    constraint,
                    new BuiltTable.Constraint(
                            constraint, kind, row.getString(3), texts(row.getArray(4)), row.getString(5)));
        });
        Set<String> indexes = new TreeSet<>();
        each(
                INDEXES,
                oid,
                row -> indexes.add(row.getString(1).replaceFirst("INDEX (\"([^\"]|\"\")*\"|\\S+) ON ", "INDEX ON ")));
        return new BuiltTable(name, comment, columns, constraints, indexes);
    }

    private void each(String sql, long oid, RowReader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, oid);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
