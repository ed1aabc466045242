package dev.winnow.db.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the tests of real servers share: the extracted programs, and a word with a server. */
final class TestServers {

    /** Extracted by the first test that needs them, kept for the next run. */
    static final Path BINARIES = Path.of("target", "postgresql");

    private TestServers() {}

    static EmbeddedPostgres open(Path directory) {
        return EmbeddedPostgres.open(BINARIES, directory);
    }

    static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    static void execute(EmbeddedPostgres postgres, String... statements) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of all rows. */
    static List<String> query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    /** The server's process as its pid file names it. */
    static ProcessHandle server(Path directory) throws Exception {
        return ProcessHandle.of(PidFile.read(ServerFiles.in(directory).data())
                        .orElseThrow()
                        .pid())
                .orElseThrow();
    }

    static boolean serverRuns(Path directory) throws Exception {
        return PidFile.read(ServerFiles.in(directory).data())
                .filter(PidFile::serverLives)
                .isPresent();
    }

    static void kill(ProcessHandle process) throws Exception {
        process.destroyForcibly();
        process.onExit().get(30, TimeUnit.SECONDS);
    }

    static boolean isRoot() throws Exception {
        return Command.run(Path.of("/"), Duration.ofSeconds(10), List.of("id", "-u"))
                .output()
                .equals("0");
    }
}
