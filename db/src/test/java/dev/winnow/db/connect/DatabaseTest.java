package dev.winnow.db.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.db.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseTest {

    private static final String ADVICE =
            "). Check --db-url, WINNOW_DB_USER and WINNOW_DB_PASSWORD; without a URL Winnow starts its own.";
    private static final String SECRET = "s3cret-CANARY";

    @RegisterExtension
    final TestDatabase server = TestDatabase.empty();

    @TempDir
    Path directory;

    private static String value(Database database, String sql) {
        return JdbcClient.create(database.dataSource())
                .sql(sql)
                .query(String.class)
                .single();
    }

    private static DatabaseException refusal(DatabaseSettings settings) {
        try (Database open = Database.open(settings)) {
            throw new AssertionError("opened " + open);
        } catch (DatabaseException e) {
            StringWriter text = new StringWriter();
            e.printStackTrace(new PrintWriter(text));
            assertThat(text.toString()).doesNotContain(SECRET);
            assertThat(settings.toString()).doesNotContain(SECRET);
            return e;
        }
    }

    @Test
    void opensAServerSomewhereElse() {
        try (Database database = Database.open(server.settings())) {
            assertThat(database.embedded()).isEmpty();
            assertThat(value(database, "SELECT current_database()")).startsWith("test_");
            assertThat(value(database, "SHOW application_name")).isEqualTo("winnow");
            // else a suspended process could keep others from its run for ever
            assertThat(value(database, "SHOW idle_in_transaction_session_timeout"))
                    .isEqualTo("30s");
        }
    }

    @Test
    void letsTheServerNoticeWithinAMinuteOrSoThatThisHostHasVanished() {
        try (Database database = Database.open(server.settings())) {
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            assertThat(List.of("idle", "interval", "count"))
                    .extracting(name -> jdbc.sql("SHOW tcp_keepalives_" + name)
                            .query(String.class)
                            .single())
                    .containsExactly("30", "10", "3");
            assertThat(jdbc.sql("SHOW tcp_user_timeout").query(String.class).single())
                    .isEqualTo("60000");
        }
    }

    @Test
    void closesItsConnections() throws SQLException {
        Database database = Database.open(server.settings());
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(connection.isValid(5)).isTrue();
        }
        database.close();

        assertThatThrownBy(() -> database.dataSource().getConnection()).isInstanceOf(SQLException.class);
    }

    @Test
    void whatStandsInTheUrlWins() {
        String url = server.settings()
                .url()
                .jdbcUrl()
                .replace(
                        "//",
                        "//" + server.settings().user() + ":"
                                + server.settings().password() + "@");
        var settings = new DatabaseSettings.External(DatabaseUrl.parse(url), "nobody", SECRET);

        try (Database database = Database.open(settings)) {
            assertThat(value(database, "SELECT current_user")).isEqualTo("winnow");
        }
    }

    @Test
    void keepsTheServersDetailsToItself() {
        try (Database database = Database.open(server.settings())) {
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            jdbc.sql("CREATE TABLE words (word text CHECK (word = 'x'))").update();
            assertThatThrownBy(() -> jdbc.sql("INSERT INTO words VALUES (?)")
                            .param(SECRET)
                            .update())
                    .rootCause()
                    .hasMessageContaining("words_word_check")
                    .hasMessageNotContaining(SECRET);
        }
    }

    @Test
    void saysThatAHostCannotBeReached() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var url = DatabaseUrl.parse("postgresql://127.0.0.1:" + port + "/winnow?sslpassword=" + SECRET);

        assertThat(refusal(new DatabaseSettings.External(url, "ann", SECRET)))
                .hasMessage("The database DatabaseUrl[jdbc:postgresql://127.0.0.1:" + port
                        + "/winnow, user=none, password=none] cannot be reached as user \"ann\" (no connection"
                        + ADVICE);
    }

    @Test
    void saysThatAPasswordIsWrong() {
        var settings = new DatabaseSettings.External(
                server.settings().url(), server.settings().user(), SECRET);

        assertThat(refusal(settings))
                .hasMessageContaining("cannot be reached as user \"winnow\" (wrong user or password" + ADVICE);
    }

    @Test
    void saysThatAPasswordInTheUrlIsWrong() {
        var url = DatabaseUrl.parse(server.settings().url().jdbcUrl().replace("//", "//nobody:" + SECRET + "@"));

        assertThat(refusal(new DatabaseSettings.External(url, "ann", "x")))
                .hasMessageContaining("user=nobody, password=***")
                .hasMessageContaining("cannot be reached as user \"nobody\" (wrong user or password" + ADVICE);
    }

    @Test
    void saysThatADatabaseIsMissing() {
        var url = DatabaseUrl.parse(server.settings().url().jdbcUrl().replaceFirst("/test_[0-9_]+", "/no_such"));
        var settings = new DatabaseSettings.External(
                url, server.settings().user(), server.settings().password());

        assertThat(refusal(settings))
                .hasMessageContaining("/no_such, ")
                .hasMessageContaining("(no such database" + ADVICE)
                .hasMessageNotContaining(server.settings().password());
    }

    @Test
    void saysWhatItDoesNotKnowBySqlState() {
        server.execute("CREATE ROLE winnow_test_one LOGIN PASSWORD '" + SECRET + "' CONNECTION LIMIT 0");
        try {
            assertThat(refusal(new DatabaseSettings.External(server.settings().url(), "winnow_test_one", SECRET)))
                    .hasMessageContaining("(SQL state 53300" + ADVICE);
        } finally {
            server.execute("DROP ROLE winnow_test_one");
        }
    }

    @Test
    void startsItsOwnServer() {
        var settings = new DatabaseSettings.Embedded(Path.of("target", "postgresql"), directory.resolve("server"));
        try (Database database = Database.open(settings)) {
            assertThat(database.embedded()).isPresent();
            assertThat(value(database, "SELECT current_database()")).isEqualTo("winnow");
        }
        assertThat(directory.resolve("server/data/postmaster.pid")).doesNotExist();
    }
}
