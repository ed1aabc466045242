package dev.winnow.benchmarks.peers;

import dev.winnow.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The PostgreSQL that Winnow brings along, durable as it ships. */
final class Server implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final long pid;
    private int databases;

    Server(Path directory) throws IOException {
        postgres = EmbeddedPostgres.open(directory);
        pid = Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid"))
                .get(0)
                .strip());
    }

    /** A new database. */
    Order.Login create() throws SQLException {
        databases++;
        execute("DROP DATABASE IF EXISTS peer_" + databases);
        execute("CREATE DATABASE peer_" + databases);
        return new Order.Login(
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/peer_" + databases,
                postgres.user(),
                postgres.password());
    }

    void drop() throws SQLException {
        execute("DROP DATABASE peer_" + databases + " WITH (FORCE)");
    }

    long pid() {
        return pid;
    }

    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}
