package dev.winnow.db.connect;

import dev.winnow.db.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** An empty database beside those of an embedded server, dropped when closed. */
public final class ScratchDatabase implements AutoCloseable {

    private static final String PREFIX = "winnow_scratch_";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final EmbeddedPostgres server;
    private final String name;

    private ScratchDatabase(EmbeddedPostgres server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Creates one; those that killed processes have left are dropped. */
    public static ScratchDatabase create(EmbeddedPostgres server) {
        String name = PREFIX + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        ScratchDatabase database = new ScratchDatabase(server, name);
        try (Connection connection = database.source("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            for (String left : left(statement)) {
                statement.execute("DROP DATABASE IF EXISTS " + left + " WITH (FORCE)");
            }
            statement.execute("CREATE DATABASE " + name + " TEMPLATE template0");
        } catch (SQLException e) {
            throw DatabaseException.of("Creating a scratch database", e);
        }
        return database;
    }

    private static List<String> left(Statement statement) throws SQLException {
        List<String> left = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT datname FROM pg_database WHERE datname ~ '^" + PREFIX + "[0-9]+_[0-9]+$'")) {
            while (rows.next()) {
                String database = rows.getString(1);
                long process = Long.parseLong(database.substring(PREFIX.length(), database.lastIndexOf('_')));
                if (ProcessHandle.of(process).isEmpty()) {
                    left.add(database);
                }
            }
        }
        return left;
    }

    /** Connections that are not pooled. */
    public DataSource dataSource() {
        return source(name);
    }

    @Override
    public void close() {
        try (Connection connection = source("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        } catch (SQLException e) {
            throw DatabaseException.of("Dropping a scratch database", e);
        }
    }

    private PGSimpleDataSource source(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(server.jdbcUrl().replaceFirst("/[^/]*$", "/" + database));
        source.setUser(server.user());
        source.setPassword(server.password());
        return source;
    }
}
