package dev.winnow.db.table;

import dev.winnow.core.type.RecordType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A connection in a transaction, with stand-ins for the tables of schema {@code winnow} and an empty schema {@code records}. */
public final class TestDatabase implements AutoCloseable {

    /** What may fail. */
    public interface Action {
        void run() throws SQLException;
    }

    private static final String STAND_INS = """
            CREATE SCHEMA winnow;
            CREATE SCHEMA records;
            CREATE TABLE winnow.document (id text PRIMARY KEY);
            CREATE TABLE winnow.extraction (id bigint PRIMARY KEY);
            CREATE TABLE winnow.run (id bigint PRIMARY KEY);
            INSERT INTO winnow.extraction SELECT generate_series(1, 9);
            INSERT INTO winnow.run SELECT generate_series(1, 9);
            INSERT INTO winnow.document VALUES ('a'), ('b'), ('c');
            """;

    private final TestPostgres.Server server;
    private final Connection connection;

    private TestDatabase(TestPostgres.Server server, Connection connection) {
        this.server = server;
        this.connection = connection;
    }

    static TestDatabase open(TestPostgres.Server server) {
        try {
            TestDatabase database = connect(server, "winnow");
            database.execute(STAND_INS);
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("no test database", e);
        }
    }

    private static TestDatabase connect(TestPostgres.Server server, String name) throws SQLException {
        Connection connection = server.connect(name);
        connection.setAutoCommit(false);
        return new TestDatabase(server, connection);
    }

    /** Another database, in which the tables are committed, so that several connections see them. */
    public TestDatabase committed(RecordType<?> type) throws SQLException {
        String name = "committed_" + type.name();
        try (Connection other = server.connect("postgres");
                Statement statement = other.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name);
            statement.execute("CREATE DATABASE " + name);
        }
        TestDatabase database = connect(server, name);
        database.execute(STAND_INS + Ddl.create(type));
        database.connection().commit();
        return database;
    }

    /** Another connection to the same database. */
    public TestDatabase again() throws SQLException {
        return connect(server, connection.getCatalog());
    }

    public Connection connection() {
        return connection;
    }

    /** Creates the type's tables. */
    public TestDatabase with(RecordType<?> type) throws SQLException {
        execute(Ddl.create(type));
        return this;
    }

    /** Creates the type's tables unless they are there. */
    public TestDatabase withOnce(RecordType<?> type) throws SQLException {
        return rows("SELECT to_regclass('records." + type.name() + "') IS NULL").contains("t") ? with(type) : this;
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Each row with its columns' texts between bars. */
    public List<String> rows(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<@Nullable String> texts = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    texts.add(rows.getString(i));
                }
                found.add(String.join("|", texts));
            }
        }
        return found;
    }

    /** What refused the action, whose effects are undone then: the constraint, or the SQL state; empty where it went well. */
    public Optional<String> refusal(Action action) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            action.run();
            connection.releaseSavepoint(before);
            return Optional.empty();
        } catch (SQLException e) {
            connection.rollback(before);
            return Optional.of(cause(e));
        }
    }

    private static String cause(SQLException refusal) {
        for (Throwable e = refusal; e != null; e = e.getCause()) {
            ServerErrorMessage message = e instanceof PSQLException server ? server.getServerErrorMessage() : null;
            if (message != null && message.getConstraint() != null) {
                return message.getConstraint();
            }
        }
        return refusal.getSQLState();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
