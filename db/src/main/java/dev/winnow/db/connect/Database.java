package dev.winnow.db.connect;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.winnow.db.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;

/** An open database and its connection pool. Thread-safe. */
public final class Database implements AutoCloseable {

    private static final int OLDEST_MAJOR = 14;
    private static final int POOL = 10;
    /** Open ahead: each costs 20 ms of CPU, most of it for the hashing of the password. */
    private static final int IDLE = 2;

    private static final int CONNECT_SECONDS = 10;
    private static final int POOL_WAIT_SECONDS = 5;

    /**
     * A process that is suspended within a transaction must not keep others from its run for longer, nor a host that has vanished
     * without a word: by itself a server notices that after two hours.
     */
    private static final String INIT = "SET idle_in_transaction_session_timeout = '30s';"
            + " SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;"
            + " SET tcp_user_timeout = '60s'";

    private static final Duration EMBEDDED_RECOVERY = Duration.ofSeconds(10);

    private final Optional<EmbeddedPostgres> embedded;
    private final HikariDataSource pool;

    private Database(Optional<EmbeddedPostgres> embedded, HikariDataSource pool) {
        this.embedded = embedded;
        this.pool = pool;
    }

    /** Starts or reaches the database; throws {@link DatabaseException} that says what to do where that fails. */
    public static Database open(DatabaseSettings settings) {
        if (settings instanceof DatabaseSettings.Embedded own) {
            EmbeddedPostgres server = EmbeddedPostgres.open(own.binaries(), own.directory());
            DatabaseUrl url = DatabaseUrl.parse(server.jdbcUrl());
            try {
                return new Database(Optional.of(server), pool(url, server.user(), server.password()));
            } catch (DatabaseException e) {
                server.close();
                throw e;
            }
        }
        DatabaseSettings.External other = (DatabaseSettings.External) settings;
        String user = other.url().user().orElse(other.user());
        String password = other.url().password().orElse(other.password());
        checkReachable(other.url(), user, password);
        return new Database(Optional.empty(), pool(other.url(), user, password));
    }

    /** Connections come from a pool and must be closed. */
    public DataSource dataSource() {
        return pool;
    }

    /** The embedded server, where this database is one. */
    public Optional<EmbeddedPostgres> embedded() {
        return embedded;
    }

    /**
     * How long to wait for the database when it is gone: {@code most}, but an embedded server comes back only after a crash of a
     * part of it, which takes seconds; else the next command starts it again.
     */
    public Duration worthWaiting(Duration most) {
        return embedded.isPresent() && most.compareTo(EMBEDDED_RECOVERY) > 0 ? EMBEDDED_RECOVERY : most;
    }

    @Override
    public void close() {
        pool.close();
        embedded.ifPresent(EmbeddedPostgres::close);
    }

    private static void checkReachable(DatabaseUrl url, String user, String password) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), properties)) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST_MAJOR) {
                throw new DatabaseException("The server at " + url + " is PostgreSQL " + major + "; Winnow needs "
                        + OLDEST_MAJOR + " or later.");
            }
        } catch (SQLException e) {
            throw new DatabaseException("The database " + url + " cannot be reached as user \"" + user + "\" ("
                    + reason(e.getSQLState())
                    + "). Check --db-url, WINNOW_DB_USER and WINNOW_DB_PASSWORD; without a URL Winnow starts its own.");
        }
    }

    private static String reason(String state) {
        return switch (state == null ? "" : state) {
            case "08001", "08004", "08006" -> "no connection";
            case "28P01", "28000" -> "wrong user or password";
            case "3D000" -> "no such database";
            default -> "SQL state " + state;
        };
    }

    private static HikariDataSource pool(DatabaseUrl url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("winnow");
        config.setJdbcUrl(url.jdbcUrl());
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(POOL);
        config.setMinimumIdle(IDLE);
        config.setConnectionTimeout(Duration.ofSeconds(POOL_WAIT_SECONDS).toMillis());
        config.setConnectionInitSql(INIT);
        config.addDataSourceProperty("ApplicationName", "winnow");
        // what is idle for hours is not forgotten on the way, and a host that has vanished is noticed
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            // it was there a moment ago
            throw DatabaseException.of("Connecting to the database", e);
        }
    }
}
