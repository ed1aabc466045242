package dev.winnow.benchmarks.peers;

import dev.winnow.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** The PostgreSQL that Winnow brings along, durable as it ships. */
final class Server implements AutoCloseable {

    private static final String PREFIX = "peer_";

    private final EmbeddedPostgres postgres;
    private final long pid;
    private final AtomicInteger databases = new AtomicInteger();

    Server(Path directory) throws IOException {
        postgres = EmbeddedPostgres.open(directory);
        pid = Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid"))
                .get(0)
                .strip());
    }

    /** A new database. Thread-safe. */
    Order.Login create() throws SQLException {
        String name = PREFIX + databases.incrementAndGet();
        execute("DROP DATABASE IF EXISTS " + name);
        execute("CREATE DATABASE " + name);
        return new Order.Login(
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + name, postgres.user(), postgres.password());
    }

    void drop(Order.Login database) throws SQLException {
        execute("DROP DATABASE " + database.url().substring(database.url().indexOf(PREFIX)) + " WITH (FORCE)");
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
