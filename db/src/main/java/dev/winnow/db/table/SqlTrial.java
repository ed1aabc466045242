package dev.winnow.db.table;

import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.db.sql.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Lets PostgreSQL read the SQL that developers wrote, over a temporary table of the same columns. */
final class SqlTrial {

    private static final String NAME = "pg_temp.winnow_trial";

    private final Connection connection;
    private final List<Problem> problems = new ArrayList<>();

    private SqlTrial(Connection connection) {
        this.connection = connection;
    }

    static List<Problem> problems(Connection connection, TypeTables tables) throws SQLException {
        SqlTrial trial = new SqlTrial(connection);
        for (Table table : tables.all()) {
            if (!table.checks().isEmpty()) {
                trial.table(table);
            }
        }
        return List.copyOf(trial.problems);
    }

    private void table(Table table) throws SQLException {
        Table bare = new Table(table.name(), "", table.keys(), table.row(), List.of());
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE winnow_trial (\n" + Ddl.columns(bare) + "\n)");
            try {
                for (Check check : table.checks()) {
                    check(statement, table, check);
                }
            } finally {
                statement.execute("DROP TABLE " + NAME);
            }
        }
    }

    private void check(Statement statement, Table table, Check check) throws SQLException {
        Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
        try {
            statement.execute("ALTER TABLE " + NAME + " ADD CHECK (" + check.expression() + ")");
        } catch (SQLException e) {
            if (before != null) {
                connection.rollback(before);
            }
            if (e.getSQLState() == null || !isOfTheStatement(e.getSQLState())) {
                throw e;
            }
            problems.add(new Problem(
                    ProblemCode.SQL_CHECK,
                    Identifiers.SCHEMA + "." + table.name(),
                    "PostgreSQL cannot read the SQL of " + check.name() + " (SQLSTATE " + e.getSQLState() + ")",
                    "it must be a boolean expression over the row's columns: " + check.expression()));
        }
    }

    /** Syntax or access, wrong data, something not supported: not the server's or the connection's state. */
    private static boolean isOfTheStatement(String state) {
        return state.startsWith("42") || state.startsWith("22") || state.startsWith("0A");
    }
}
