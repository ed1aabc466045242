package dev.winnow.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each failure says what failed and what to do. */
class EmbeddedPostgresFailuresTest {

    @TempDir
    Path directory;

    @Test
    void namesTheVersionThatMadeTheData() throws Exception {
        Files.createDirectory(directory.resolve("data"));
        Files.writeString(directory.resolve("data/PG_VERSION"), "15\n");

        assertFails("made by PostgreSQL 15", "brings PostgreSQL 17", "pg_dump");
    }

    @Test
    void leavesAForeignDirectoryAlone() throws Exception {
        Files.createDirectory(directory.resolve("data"));
        Files.writeString(directory.resolve("data/letter.txt"), "Dear");

        assertFails("holds no PostgreSQL data");
        assertThat(directory.resolve("data/letter.txt")).hasContent("Dear");
    }

    @Test
    void missesThePasswordOfExistingData() throws Exception {
        TestServers.open(directory).close();
        Files.delete(directory.resolve("password"));

        assertFails("password", "Put it back");
    }

    @Test
    void tellsAWrongPasswordFileFromADeadServer() throws Exception {
        try (var postgres = TestServers.open(directory)) {
            Files.writeString(directory.resolve("password"), "wrong\n");
            assertFails("does not accept the password");
            Files.writeString(directory.resolve("password"), postgres.password() + "\n");
        }
    }

    @Test
    void quotesTheServersOwnReasonForNotStarting() throws Exception {
        TestServers.open(directory).close();
        Files.writeString(directory.resolve("data/postgresql.conf"), "max_connections = 'many'\n");

        assertFails("did not start", "postgresql.conf", "postgres.log");
    }

    @Test
    void refusesAPathThatTheStartProgramCannotQuote() {
        assertThatThrownBy(() -> TestServers.open(directory.resolve("cost $5")))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("Choose another directory");
    }

    @Test
    void namesAFileInTheWayOfTheDirectory() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> TestServers.open(file))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContainingAll(file.toString(), "--db-url");
    }

    @Test
    void namesADirectoryItMayNotWrite() throws Exception {
        assumeFalse(TestServers.isRoot());
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));

        assertFails("Permission denied", "Choose a directory that this user may write");
    }

    @Test
    void namesThePlatformItHasNoProgramsFor() {
        assertThatThrownBy(() -> PostgresBinaries.resource("Windows 11", "amd64"))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContainingAll("Windows 11", "--db-url");
        assertThatThrownBy(() -> PostgresBinaries.resource("Linux", "riscv64"))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContainingAll("riscv64", "--db-url");
    }

    @Test
    void hasProgramsForTheOthers() {
        assertThat(PostgresBinaries.class)
                .satisfies(
                        type -> assertThat(type.getResource(PostgresBinaries.resource("Linux", "amd64")))
                                .isNotNull(),
                        type -> assertThat(type.getResource(PostgresBinaries.resource("Linux", "aarch64")))
                                .isNotNull(),
                        type -> assertThat(type.getResource(PostgresBinaries.resource("Mac OS X", "x86_64")))
                                .isNotNull(),
                        type -> assertThat(type.getResource(PostgresBinaries.resource("Mac OS X", "aarch64")))
                                .isNotNull());
    }

    @Test
    void advisesOnAFullDisk() {
        assertThat(Advice.failure("Cannot write", new IOException("x: No space left on device")))
                .hasMessageContainingAll("Cannot write", "The disk is full", "--db-url");
    }

    @Test
    void canBeOpenedOnceTheCauseIsGone() throws Exception {
        Files.createDirectory(directory.resolve("data"));
        Path letter = Files.writeString(directory.resolve("data/letter.txt"), "Dear");
        assertFails("holds no PostgreSQL data");

        Files.delete(letter);
        assertThatCode(() -> TestServers.open(directory).close()).doesNotThrowAnyException();
    }

    private void assertFails(String... fragments) {
        assertThatThrownBy(() -> TestServers.open(directory))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContainingAll(fragments);
    }
}
