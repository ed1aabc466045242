package dev.winnow.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a server, and of its data, when something is killed. */
class EmbeddedPostgresCrashTest {

    @TempDir
    Path directory;

    @Test
    void keepsCommittedRowsWhenTheServerIsKilled() throws Exception {
        var postgres = TestServers.open(directory);
        TestServers.execute(postgres, "CREATE TABLE t (n int)", "INSERT INTO t VALUES (7)");
        TestServers.kill(TestServers.server(directory));

        var again = TestServers.open(directory);
        assertThat(TestServers.query(again, "SELECT n FROM t")).containsExactly("7");
        assertThat(directory.resolve("postgres.log")).content().contains("not properly shut down");

        // The use of the dead server must not stop the one that others have started since.
        postgres.close();
        assertThat(TestServers.query(again, "SELECT n FROM t")).containsExactly("7");
        again.close();
        assertThat(TestServers.serverRuns(directory)).isFalse();
    }

    @Test
    void closesQuietlyWhenTheServerIsGone() throws Exception {
        var postgres = TestServers.open(directory);
        TestServers.kill(TestServers.server(directory));
        postgres.close();
        assertThat(TestServers.serverRuns(directory)).isFalse();
    }

    @Test
    void joinsTheServerThatAKilledJvmLeft() throws Exception {
        try (var child = ChildJvm.opening(directory)) {
            int port = child.port();
            try (var postgres = TestServers.open(directory)) {
                TestServers.execute(postgres, "CREATE TABLE t (n int)", "INSERT INTO t VALUES (7)");
            }
            assertThat(TestServers.serverRuns(directory))
                    .as("left to the child")
                    .isTrue();
            child.kill();

            try (var postgres = TestServers.open(directory)) {
                assertThat(postgres.port()).isEqualTo(port);
                assertThat(TestServers.query(postgres, "SELECT n FROM t")).containsExactly("7");
            }
            assertThat(TestServers.serverRuns(directory)).isFalse();
        }
    }

    @Test
    void recoversWhenJvmAndServerAreKilled() throws Exception {
        try (var child = ChildJvm.opening(directory)) {
            child.port();
            child.kill();
            TestServers.kill(TestServers.server(directory));
        }
        try (var postgres = TestServers.open(directory)) {
            assertThat(TestServers.query(postgres, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void startsWhenAnotherProcessBearsTheNumberOfTheDeadServer() throws Exception {
        TestServers.open(directory).close();
        pidFile(ProcessHandle.current().pid());

        try (var postgres = TestServers.open(directory)) {
            assertThat(TestServers.query(postgres, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void startsWhenAnotherServerBearsTheNumberOfTheDeadOne() throws Exception {
        TestServers.open(directory).close();
        try (var other = TestServers.open(directory.resolve("other"))) {
            pidFile(TestServers.server(directory.resolve("other")).pid());

            try (var postgres = TestServers.open(directory)) {
                assertThat(postgres.port()).isNotEqualTo(other.port());
            }
        }
    }

    @Test
    void startsWhenTheDeadServerLeftAnEmptyFile() throws Exception {
        TestServers.open(directory).close();
        Files.createFile(directory.resolve("data/postmaster.pid"));

        try (var postgres = TestServers.open(directory)) {
            assertThat(TestServers.query(postgres, "SELECT 1")).containsExactly("1");
        }
    }

    private void pidFile(long pid) throws Exception {
        Files.write(
                directory.resolve("data/postmaster.pid"),
                List.of(Long.toString(pid), directory.resolve("data").toString(), "0", "1", "", "127.0.0.1"));
    }

    @Test
    void survivesKillsWhileItExtractsThePrograms() throws Exception {
        for (long age : List.of(600L, 1200L)) {
            killAt(age, directory);
        }
        EmbeddedPostgres.open(directory).close();
        assertNothingButTheServersFiles("postgresql-" + PostgresBinaries.VERSION);
    }

    /** At these ages a JVM is in initdb, starts the server, makes the database or is done, depending on the machine. */
    @Test
    void survivesKillsWhileItCreatesTheData() throws Exception {
        for (long age : List.of(350L, 500L, 650L, 800L, 1000L, 1300L)) {
            killAt(age, TestServers.BINARIES);
        }
        TestServers.open(directory).close();
        // An initdb that outlived its JVM has come to its end by now.
        try (var postgres = TestServers.open(directory)) {
            assertThat(TestServers.query(postgres, "SELECT 1")).containsExactly("1");
        }
        assertNothingButTheServersFiles();
        assertThat(TestServers.serverRuns(directory)).isFalse();
    }

    private void killAt(long milliseconds, Path binaries) throws Exception {
        Process child = ChildJvm.builder(binaries, directory)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(child.waitFor(milliseconds, TimeUnit.MILLISECONDS)).isFalse();
        TestServers.kill(child.toHandle());
    }

    private void assertNothingButTheServersFiles(String... more) throws Exception {
        var expected = new ArrayList<>(List.of("data", "lock", "password", "postgres.log"));
        expected.addAll(List.of(more));
        try (var entries = Files.list(directory)) {
            assertThat(entries.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
