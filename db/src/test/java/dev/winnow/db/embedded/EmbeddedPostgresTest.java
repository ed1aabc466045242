package dev.winnow.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one running server is like. */
class EmbeddedPostgresTest {

    @TempDir
    static Path directory;

    static EmbeddedPostgres postgres;

    @BeforeAll
    static void open() {
        postgres = TestServers.open(directory);
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    @Test
    void isDurable() throws Exception {
        assertThat(TestServers.query(postgres, "SHOW fsync")).containsExactly("on");
        assertThat(TestServers.query(postgres, "SHOW synchronous_commit")).containsExactly("on");
        assertThat(TestServers.query(postgres, "SHOW full_page_writes")).containsExactly("on");
        assertThat(TestServers.query(postgres, "SHOW data_checksums")).containsExactly("on");
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        assertThat(TestServers.query(postgres, "SHOW listen_addresses")).containsExactly("127.0.0.1");
        assertThat(TestServers.query(postgres, "SHOW unix_socket_directories")).containsExactly("");
        assertThat(postgres.jdbcUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/winnow");
    }

    @Test
    void refusesAWrongPassword() {
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "winnow", "wrong"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void trustsNobody() throws Exception {
        assertThat(Files.readAllLines(directory.resolve("data/pg_hba.conf")))
                .filteredOn(line -> !line.isBlank() && !line.startsWith("#"))
                .isNotEmpty()
                .allMatch(line -> line.endsWith("scram-sha-256"));
    }

    @Test
    void keepsItsFilesToItself() throws Exception {
        assertThat(mode("password")).isEqualTo("rw-------");
        assertThat(mode("postgres.log")).isEqualTo("rw-------");
        assertThat(mode("data")).isEqualTo("rwx------");
        assertThat(postgres.password()).hasSizeGreaterThanOrEqualTo(32);
    }

    private static String mode(String name) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name)));
    }

    @Test
    void knowsLettersBeyondAsciiAndSortsByCodePoint() throws Exception {
        assertThat(TestServers.query(postgres, "SHOW server_encoding")).containsExactly("UTF8");
        assertThat(TestServers.query(postgres, "SELECT upper('äß') || lower('Ж')"))
                .containsExactly("Äßж");
        assertThat(TestServers.query(postgres, "SELECT x FROM (VALUES ('ä'), ('b'), ('Z')) t (x) ORDER BY x"))
                .containsExactly("Z", "b", "ä");
    }

    @Test
    void logsNothingOfStatementsAndValues() throws Exception {
        TestServers.execute(postgres, "CREATE TABLE secret (word text CHECK (word <> 'marmalade'))");
        assertThatThrownBy(() -> TestServers.execute(postgres, "INSERT INTO secret VALUES ('marmalade')"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> TestServers.execute(postgres, "SELECT 'marmalade'::int"))
                .isInstanceOf(SQLException.class);

        assertThat(directory.resolve("postgres.log"))
                .content()
                .contains("ready to accept connections")
                .doesNotContain("marmalade", postgres.password());
    }

    @Test
    void showsNobodyThePasswordOrOurEnvironment() throws Exception {
        Path process =
                Path.of("/proc", Long.toString(TestServers.server(directory).pid()));
        assumeTrue(Files.isDirectory(process));

        assertThat(Files.readString(process.resolve("cmdline"))).doesNotContain(postgres.password());
        assertThat(Files.readString(process.resolve("environ")).split("\0"))
                .extracting(variable -> variable.replaceFirst("=.*", ""))
                .filteredOn(variable -> !variable.startsWith("PG"))
                .isSubsetOf("PATH", "LC_ALL", "TZ", "PWD", "OLDPWD", "SHLVL", "_");
    }

    /** Else Ctrl-C in the terminal would end the server under the closing JVM's hands. */
    @Test
    void hasASessionOfItsOwn() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")));
        long server = TestServers.server(directory).pid();
        List<String> afterName = List.of(Files.readString(Path.of("/proc", Long.toString(server), "stat"))
                .replaceFirst("(?s).*\\) ", "")
                .split(" "));

        assertThat(afterName.get(2)).as("process group").isEqualTo(Long.toString(server));
        assertThat(afterName.get(3)).as("session").isEqualTo(Long.toString(server));
    }

    @Test
    void bringsTheVersionItNames() throws Exception {
        assertThat(TestServers.query(postgres, "SHOW server_version"))
                .containsExactly(PostgresBinaries.VERSION.replaceFirst("\\.0$", ""));
    }
}
