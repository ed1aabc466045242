package dev.winnow.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who starts, joins and stops a server. */
class EmbeddedPostgresSharingTest {

    @TempDir
    Path directory;

    @Test
    void keepsRowsAndPasswordOverARestart() throws Exception {
        String password;
        try (var postgres = TestServers.open(directory)) {
            password = postgres.password();
            TestServers.execute(postgres, "CREATE TABLE t (n int)", "INSERT INTO t VALUES (7)");
        }
        assertThat(TestServers.serverRuns(directory)).isFalse();
        assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();

        try (var postgres = TestServers.open(directory)) {
            assertThat(postgres.password()).isEqualTo(password);
            assertThat(TestServers.query(postgres, "SELECT n FROM t")).containsExactly("7");
        }
        assertThat(directory.resolve("postgres.log")).content().doesNotContain("not properly shut down");
    }

    @Test
    void joinsWithinAJvmAndTheLastOneOutStops() throws Exception {
        var first = TestServers.open(directory);
        var second = TestServers.open(directory.resolve("../" + directory.getFileName()));
        assertThat(second.port()).isEqualTo(first.port());

        first.close();
        first.close();
        assertThat(TestServers.query(second, "SELECT 1")).containsExactly("1");

        second.close();
        assertThat(TestServers.serverRuns(directory)).isFalse();
    }

    @Test
    void leavesTheServerToAnotherClient() throws Exception {
        var postgres = TestServers.open(directory);
        try (Connection other = TestServers.connect(postgres)) {
            postgres.close();
            assertThat(other.isValid(5)).isTrue();
        }
        // Joins the server left running, and so brings it to its end.
        try (var again = TestServers.open(directory)) {
            assertThat(again.port()).isEqualTo(postgres.port());
        }
        assertThat(TestServers.serverRuns(directory)).isFalse();
    }

    @Test
    void takesSpacesAndUmlautsInThePath() throws Exception {
        Path odd = directory.resolve("Größe und Maß's (1)");
        try (var postgres = TestServers.open(odd)) {
            assertThat(TestServers.query(postgres, "SHOW data_directory"))
                    .containsExactly(odd.toRealPath().resolve("data").toString());
        }
        assertThat(TestServers.serverRuns(odd)).isFalse();
    }

    @Test
    void takesASymbolicLinkForTheDirectoryBehindIt() throws Exception {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);
        try (var postgres = TestServers.open(link);
                var same = TestServers.open(real)) {
            assertThat(same.port()).isEqualTo(postgres.port());
        }
    }

    @Test
    void startsOnceForTwoThreadsAtOnce() throws Exception {
        var first = CompletableFuture.supplyAsync(() -> TestServers.open(directory));
        var second = CompletableFuture.supplyAsync(() -> TestServers.open(directory));
        assertThat(first.get().port()).isEqualTo(second.get().port());

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(first.get()::close), CompletableFuture.runAsync(second.get()::close))
                .get();
        assertThat(TestServers.serverRuns(directory)).isFalse();
    }

    @Test
    void startsOnceForTwoJvmsAtOnce() throws Exception {
        try (var first = ChildJvm.opening(directory);
                var second = ChildJvm.opening(directory)) {
            assertThat(first.port()).isEqualTo(second.port());

            assertThat(first.finish()).isZero();
            assertThat(TestServers.serverRuns(directory)).isTrue();
            assertThat(second.finish()).isZero();
            assertThat(TestServers.serverRuns(directory)).isFalse();
        }
    }

    @Test
    void runsTwoServersBesideEachOther() throws Exception {
        try (var one = TestServers.open(directory.resolve("one"));
                var two = TestServers.open(directory.resolve("two"))) {
            assertThat(one.port()).isNotEqualTo(two.port());
            assertThat(one.password()).isNotEqualTo(two.password());
        }
    }
}
