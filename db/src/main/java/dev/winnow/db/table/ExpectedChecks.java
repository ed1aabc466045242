package dev.winnow.db.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The CHECKs of a table as PostgreSQL would write them, found out by creating the table for a moment. */
final class ExpectedChecks {

    private static final String NAME = "pg_temp.winnow_expected";

    private ExpectedChecks() {}

    /** By name. */
    static Map<String, String> read(Connection connection, Table table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE winnow_expected (\n" + Ddl.columns(table) + "\n)");
            try {
                return CatalogTable.read(connection, NAME).orElseThrow().checks();
            } finally {
                statement.execute("DROP TABLE " + NAME);
            }
        }
    }
}
