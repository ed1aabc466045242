package dev.winnow.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The embedded server for tests: one for each JVM, in a temporary directory. When the JVM ends, unless it is killed, the server
 * is stopped and its files are deleted. Thread-safe.
 */
public final class TemporaryPostgres {

    private static @Nullable EmbeddedPostgres server;

    private TemporaryPostgres() {}

    /**
     * The server; the first call starts it, which takes some seconds. It must not be closed.
     *
     * @throws EmbeddedPostgresException when there is no server to be had; the message says why and what to do
     */
    public static synchronized EmbeddedPostgres server() {
        if (server == null) {
            server = start();
        }
        return server;
    }

    private static EmbeddedPostgres start() {
        Path directory = directory();
        try {
            EmbeddedPostgres started = EmbeddedPostgres.open(directory);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> end(started, directory), "winnow-temporary-postgres"));
            hurry(started);
            return started;
        } catch (RuntimeException e) {
            ServerFiles.deleteTree(directory);
            throw e;
        }
    }

    /** Nothing here needs to survive a crash. */
    private static void hurry(EmbeddedPostgres server) {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET fsync = off");
            statement.execute("SELECT pg_reload_conf()");
        } catch (SQLException e) {
            throw new EmbeddedPostgresException("Cannot set up the temporary server.", e);
        }
    }

    private static Path directory() {
        try {
            Path directory = Files.createTempDirectory("winnow-check-");
            // root's server runs as another user, who must get through; what is secret has a mode of its own
            return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw Advice.failure("Cannot make a temporary directory", e);
        }
    }

    private static void end(EmbeddedPostgres started, Path directory) {
        try {
            started.close();
        } finally {
            ServerFiles.deleteTree(directory);
        }
    }
}
