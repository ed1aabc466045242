package dev.winnow.db.store;

import dev.winnow.db.connect.DatabaseException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Parser;

/** Runs one SELECT as role {@value #ROLE}, which may read and nothing else. Thread-safe. */
public final class ReadOnlySql {

    /** The role; created by {@link #grant}. */
    public static final String ROLE = "winnow_reader";

    /**
     * What came of it.
     *
     * @param rows each as long as {@code columns}; null for SQL's NULL, else the value's text
     */
    public record Result(List<String> columns, List<List<@Nullable String>> rows) {}

    private final DataSource dataSource;

    /** Works on {@code dataSource}. */
    public ReadOnlySql(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Creates the role where it is missing and lets it read everything; throws {@link DatabaseException} that says what to do. */
    public void grant() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '" + ROLE + "') THEN CREATE ROLE "
                            + ROLE + " NOLOGIN; END IF; IF NOT pg_has_role(current_user, '" + ROLE
                            + "', 'MEMBER') THEN EXECUTE format('GRANT " + ROLE
                            + " TO %I', current_user); END IF; END $$");
            statement.execute("GRANT USAGE ON SCHEMA winnow, records TO " + ROLE);
            statement.execute("GRANT SELECT ON ALL TABLES IN SCHEMA winnow, records TO " + ROLE);
        } catch (SQLException e) {
            throw new DatabaseException("The role " + ROLE + " cannot be set up (SQL state " + e.getSQLState()
                    + "). Let an administrator run: CREATE ROLE " + ROLE + " NOLOGIN; GRANT " + ROLE
                    + " TO the user Winnow connects as.");
        }
    }

    /** Runs {@code sql}; throws {@link DatabaseException} with the server's message where it is wrong. */
    public Result query(String sql) {
        try (Connection connection = dataSource.getConnection()) {
            // the driver would run several statements separated by semicolons, the second with its own rights
            if (Parser.parseJdbcSql(sql, true, false, true, false, true).size() != 1) {
                throw new DatabaseException("One statement at a time, and a SELECT.");
            }
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL ROLE " + ROLE);
                try (ResultSet rows = statement.executeQuery(sql)) {
                    return read(rows);
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setReadOnly(false);
            }
        } catch (SQLException e) {
            throw new DatabaseException("The statement failed: " + e.getMessage());
        }
    }

    private static Result read(ResultSet rows) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            columns.add(metaData.getColumnLabel(i));
        }
        List<List<@Nullable String>> values = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                row.add(rows.getString(i));
            }
            values.add(row);
        }
        return new Result(columns, values);
    }
}
