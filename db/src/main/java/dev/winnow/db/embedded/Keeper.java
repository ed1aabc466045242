package dev.winnow.db.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** The connection by which one handle shows that it uses the server, for as long as the handle lives. */
record Keeper(Connection connection, int port) {

    static final String DATABASE = "winnow";

    private static final String NAME = "winnow keeper";
    private static final String LEAVING = "winnow keeper, leaving";
    private static final int TIMEOUT_SECONDS = 10;
    /** A client that has just closed its connection is still listed for a moment. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String WRONG_CREDENTIALS = "28";

    /**
     * Empty while nobody answers on the port, or not yet.
     *
     * @throws EmbeddedPostgresException when a server answers and does not accept our password
     */
    static Optional<Keeper> connect(int port, String password) {
        try {
            return Optional.of(new Keeper(connection(port, password, DATABASE), port));
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (state.equals(NO_SUCH_DATABASE)) {
                createDatabase(port, password);
                return connect(port, password);
            }
            if (state.startsWith(WRONG_CREDENTIALS)) {
                throw new EmbeddedPostgresException("The server that runs on port " + port
                        + " does not accept the password in the file password. Put the right file back. "
                        + Advice.OWN_SERVER);
            }
            return Optional.empty();
        }
    }

    private static Connection connection(int port, String password, String database) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(Cluster.USER);
        source.setPassword(password);
        source.setApplicationName(NAME);
        source.setConnectTimeout(TIMEOUT_SECONDS);
        source.setLoginTimeout(TIMEOUT_SECONDS);
        source.setLogServerErrorDetail(false);
        return source.getConnection();
    }

    private static void createDatabase(int port, String password) {
        try (Connection connection = connection(port, password, "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
        } catch (SQLException e) {
            String failed = "Cannot create the database " + DATABASE + " (SQL state " + e.getSQLState() + "). ";
            throw new EmbeddedPostgresException(failed + Advice.on(failed));
        }
    }

    boolean answers() {
        try {
            return connection.isValid(TIMEOUT_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Whether nobody else is connected. Other keepers decide at once, other clients get a moment to be gone. */
    boolean isAlone() throws SQLException {
        var deadline = Deadline.in(GRACE);
        while (othersWhere("application_name <> '" + LEAVING + "'") > 0) {
            if (othersWhere("application_name = '" + NAME + "'") > 0 || deadline.passed()) {
                return false;
            }
            Deadline.pause();
        }
        return true;
    }

    private int othersWhere(String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND " + condition)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Closes the connection and, since its end is seen by others only later, first says that it no longer counts. */
    void leave() throws SQLException {
        try (Connection closing = connection;
                Statement statement = closing.createStatement()) {
            statement.execute("SET application_name = '" + LEAVING + "'");
        }
    }

    /** Closes a connection whose server is gone. */
    void drop() {
        try {
            connection.close();
        } catch (SQLException e) {
            // There is nobody left to say goodbye to.
        }
    }
}
