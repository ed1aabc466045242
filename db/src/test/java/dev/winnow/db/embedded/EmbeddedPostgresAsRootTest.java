package dev.winnow.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL refuses root, so root has to become somebody else. */
class EmbeddedPostgresAsRootTest {

    private static final RootTools NO_UNSHARE = new RootTools("false", "setpriv");
    private static final RootTools NEITHER = new RootTools("no-such-program", "false");

    @TempDir
    Path directory;

    @BeforeEach
    void assumeRoot() throws Exception {
        assumeTrue(TestServers.isRoot());
    }

    private EmbeddedPostgres open(RootTools tools) {
        return EmbeddedPostgres.open(TestServers.BINARIES, directory, tools);
    }

    private void letOthersIn() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        assumeTrue(nobodyReaches(TestServers.BINARIES), "the checkout is closed to other users");
    }

    private static boolean nobodyReaches(Path path) throws Exception {
        PostgresBinaries.in(path);
        return new ProcessBuilder("setpriv", "--reuid=65534", "--clear-groups", "test", "-x", path + "/.")
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void becomesNobodyWhereNoUserNamespaceIsToBeHad() throws Exception {
        letOthersIn();
        try (var postgres = open(NO_UNSHARE)) {
            TestServers.execute(postgres, "CREATE TABLE t (n int)", "INSERT INTO t VALUES (7)");
            assertThat(Files.getAttribute(directory.resolve("data"), "unix:uid"))
                    .isEqualTo(65534);
        }
        // A user namespace would not help now: the data belongs to nobody.
        try (var postgres = open(RootTools.OF_THE_SYSTEM)) {
            assertThat(TestServers.query(postgres, "SELECT n FROM t")).containsExactly("7");
        }
        assertThat(TestServers.serverRuns(directory)).isFalse();
    }

    @Test
    void takesRootsDataAlongWhenUserNamespacesGoAway() throws Exception {
        letOthersIn();
        try (var postgres = open(RootTools.OF_THE_SYSTEM)) {
            TestServers.execute(postgres, "CREATE TABLE t (n int)", "INSERT INTO t VALUES (7)");
        }
        try (var postgres = open(NO_UNSHARE)) {
            assertThat(TestServers.query(postgres, "SELECT n FROM t")).containsExactly("7");
        }
    }

    @Test
    void saysSoWhenNeitherWorks() {
        assertThatThrownBy(() -> open(NEITHER))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContainingAll("unshare", "setpriv", "normal user", "--db-url");
    }

    @Test
    void namesADirectoryThatTheServerCannotReach() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        assertThatThrownBy(() -> open(NO_UNSHARE))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContainingAll("cannot reach", directory.toRealPath().toString(), "chmod a+x");
    }
}
