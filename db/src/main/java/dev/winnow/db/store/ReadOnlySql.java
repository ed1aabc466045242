package dev.winnow.db.store;

import dev.winnow.db.connect.DatabaseException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** Runs one SELECT as role {@value #ROLE}, which may read and nothing else. Thread-safe. */
public final class ReadOnlySql {

    /** The role; created by {@link #grant}. */
    public static final String ROLE = "winnow_reader";

    /**
     * As a function with its definer's rights, a statement cannot leave the role: {@code SET ROLE} and {@code set_config} are
     * refused in it, by whatever detour they are called. It vanishes with the transaction.
     */
    private static final String LOCKED = """
            CREATE FUNCTION pg_temp.winnow_locked(statement text) RETURNS SETOF text[] LANGUAGE plpgsql SECURITY DEFINER
            AS 'BEGIN RETURN QUERY EXECUTE statement; END'""";

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
            // one process at a time: of two that grant at once, PostgreSQL lets one fail
            statement.execute("DO $$ BEGIN PERFORM pg_advisory_xact_lock(hashtextextended('winnow reader', 0));"
                    + " IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '" + ROLE
                    + "') THEN CREATE ROLE "
                    + ROLE + " NOLOGIN; END IF; IF NOT pg_has_role(current_user, '" + ROLE
                    + "', 'MEMBER') THEN EXECUTE format('GRANT " + ROLE
                    + " TO %I', current_user); END IF;"
                    + " GRANT USAGE ON SCHEMA winnow, records TO " + ROLE + ";"
                    + " GRANT SELECT ON ALL TABLES IN SCHEMA winnow, records TO " + ROLE + "; END $$");
        } catch (SQLException e) {
            throw new DatabaseException("The role " + ROLE + " cannot be set up (SQL state " + e.getSQLState()
                    + "). Let an administrator run: CREATE ROLE " + ROLE + " NOLOGIN; GRANT " + ROLE
                    + " TO the user Winnow connects as.");
        }
    }

    /** Runs {@code sql}; throws {@link DatabaseException} with the server's message where it is wrong. */
    public Result query(String sql) {
        try (Connection connection = dataSource.getConnection()) {
            // the driver would run several statements separated by semicolons
            List<NativeQuery> statements = Parser.parseJdbcSql(sql, true, false, true, false, true);
            if (statements.size() != 1) {
                throw new DatabaseException("One statement at a time, and a SELECT.");
            }
            String select = statements.get(0).nativeSql;
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL ROLE " + ROLE);
                statement.execute(LOCKED);
                statement.execute("SET TRANSACTION READ ONLY");
                List<String> columns = columns(statement, select);
                return new Result(columns, rows(connection, select, columns.size()));
            } finally {
                // the pool closes a connection after some errors, and this must not hide them
                if (!connection.isClosed()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        } catch (SQLException e) {
            throw new DatabaseException("The statement failed: " + e.getMessage());
        }
    }

    /** A cursor takes nothing but a SELECT, and runs nothing before it is asked for a row. */
    private static List<String> columns(Statement statement, String select) throws SQLException {
        statement.execute("DECLARE winnow_columns NO SCROLL CURSOR FOR " + select);
        try (ResultSet none = statement.executeQuery("FETCH FORWARD 0 FROM winnow_columns")) {
            ResultSetMetaData metaData = none.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= metaData.getColumnCount(); i++) {
                columns.add(metaData.getColumnLabel(i));
            }
            return columns;
        }
    }

    private static List<List<@Nullable String>> rows(Connection connection, String select, int columns)
            throws SQLException {
        List<String> names = IntStream.range(0, columns).mapToObj(i -> "c" + i).toList();
        String texts = names.stream().map(name -> name + "::text").collect(Collectors.joining(", "));
        List<List<@Nullable String>> values = new ArrayList<>();
        try (PreparedStatement call = connection.prepareStatement("SELECT * FROM pg_temp.winnow_locked(?)")) {
            call.setString(
                    1, "SELECT ARRAY[" + texts + "] FROM (\n" + select + "\n) AS q (" + String.join(", ", names) + ")");
            try (ResultSet rows = call.executeQuery()) {
                while (rows.next()) {
                    values.add(
                            Arrays.asList((@Nullable String[]) rows.getArray(1).getArray()));
                }
            }
        }
        return values;
    }
}
