package dev.winnow.db.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "postgresql://h:6000/d?sslmode=require, jdbc:postgresql://h:6000/d?sslmode=require&",
        "postgres://h/d,                        jdbc:postgresql://h/d?",
        "POSTGRES://h/d,                        jdbc:postgresql://h/d?",
        "jdbc:postgresql://h:6000/d,            jdbc:postgresql://h:6000/d?",
        "' postgresql://h/d\n',                 jdbc:postgresql://h/d?",
        "postgresql://h,                        jdbc:postgresql://h/?",
        "postgresql://h/,                       jdbc:postgresql://h/?",
        "postgresql://h?sslmode=allow,          jdbc:postgresql://h/?sslmode=allow&",
        "postgresql://,                         jdbc:postgresql://localhost/?",
        "postgresql:///d,                       jdbc:postgresql://localhost/d?",
        "postgresql://:6000/d,                  jdbc:postgresql://localhost:6000/d?",
        "postgresql://[::1]/d,                  jdbc:postgresql://[::1]/d?",
        "postgresql://u:p@[2001:db8::1]:6000/d, jdbc:postgresql://[2001:db8::1]:6000/d?",
        "'postgresql://u:p@a:1,b,[::1]:3/d',    'jdbc:postgresql://a:1,b,[::1]:3/d?'",
    })
    void keepsThePlace(String given, String expected) {
        assertThat(DatabaseUrl.parse(given).jdbcUrl()).isEqualTo(expected + "logServerErrorDetail=false");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://user:p%40ss@h/d,                      user,   p@ss",
        "postgresql://user:p@ss@h/d,                        user,   p@ss",
        "postgresql://user:p+s:s#%25@h/d,                   user,   p+s:s#%",
        "postgresql://us%3Aer:%C3%A4%2F%3F@h/d,             us:er,  ä/?",
        "postgresql://user@h/d,                             user,",
        "postgresql://user:@h/d,                            user,",
        "postgresql://h/d,                                  ,",
        "postgresql://h/d?user=user&password=p%26s+s,       user,   p&s+s",
        "postgresql://other:no@h/d?user=user&password=pass, user,   pass",
        "jdbc:postgresql://h/d?user=user&password=p%40s+s,  user,   p@s s",
        "jdbc:postgresql://user:p+ss@h/d,                   user,   p+ss",
    })
    void takesTheCredentialsOut(String given, String user, String password) {
        DatabaseUrl url = DatabaseUrl.parse(given);

        assertThat(url.user()).isEqualTo(Optional.ofNullable(user));
        assertThat(url.password()).isEqualTo(Optional.ofNullable(password));
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://h/d?logServerErrorDetail=false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h/d?logServerErrorDetail=true",
                "jdbc:postgresql://h/d?logServerErrorDetail=true&logServerErrorDetail=true",
                "jdbc:postgresql://h/d?logServerErrorDetail=",
                "jdbc:postgresql://h/d?logServer%45rrorDetail=true",
                "postgresql://h/d?LOGSERVERERRORDETAIL=true",
            })
    void neverLetsTheServersDetailThrough(String given) {
        assertThat(DatabaseUrl.parse(given).jdbcUrl()).isEqualTo("jdbc:postgresql://h/d?logServerErrorDetail=false");
    }

    @Test
    void meansToPgjdbcWhatItMeantToPsql() {
        Properties read = Objects.requireNonNull(Driver.parseURL(
                DatabaseUrl.parse("postgresql://u:p@h:6000/my%20d%2Bb?application_name=a%20b%26c&sslmode=verify-full"
                                + "&channel_binding=require&target_session_attrs=read-write&options=-c%20x%3D1")
                        .jdbcUrl(),
                new Properties()));

        assertThat(read)
                .containsEntry("PGHOST", "h")
                .containsEntry("PGPORT", "6000")
                .containsEntry("PGDBNAME", "my d+b")
                .containsEntry("ApplicationName", "a b&c")
                .containsEntry("sslmode", "verify-full")
                .containsEntry("channelBinding", "require")
                .containsEntry("targetServerType", "primary")
                .containsEntry("options", "-c x=1")
                .containsEntry("logServerErrorDetail", "false")
                .doesNotContainKeys("user", "password");
    }

    @Test
    void isReadAgainUnchanged() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://h/my%20db?options=-c%20x%3D1%2B1&sslmode=require");
        assertThat(DatabaseUrl.parse(url.jdbcUrl())).isEqualTo(url);
    }

    @Test
    void doesNotShowThePassword() {
        assertThat(DatabaseUrl.parse("postgresql://reader:hunter2@h:6000/d?sslpassword=hunter3"))
                .hasToString("DatabaseUrl[jdbc:postgresql://h:6000/d, user=reader, password=***]");
        assertThat(DatabaseUrl.parse("postgresql://h/d"))
                .hasToString("DatabaseUrl[jdbc:postgresql://h/d, user=none, password=none]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "mysql://u:hunter2@h/d",
                "jdbc:postgresql:hunter2",
                "postgresql:/u:hunter2@h/d",
                "postgresql://u:hunter 2@h/d",
                "postgresql://u:hunter%2@h/d",
                "postgresql://u:hunter2%@h/d",
                "postgresql://u:hunter2%00@h/d",
                "postgresql://u:hunter2%FF@h/d",
                "postgresql://u:hunter2/x@h/d",
                "postgresql://u:1/hunter2@h/d",
                "postgresql://u:1?hunter2@h/d",
                "postgresql://u:1?x=hunter2@h/d",
                "postgresql://u:hunter2?x@h/d",
                "postgresql://h/d?hunter2",
                "postgresql://h/d?=hunter2",
                "postgresql://u:hunter2@h:0/d",
                "postgresql://u:hunter2@h:65536/d",
                "postgresql://u:hunter2@h:99999999999/d",
                "postgresql://u:hunter2@::1/d",
                "postgresql://u:hunter2@%2Fvar%2Frun/d",
                "postgresql://u:hunter2@/d?host=/var/run",
                "postgresql://u:hunter2@h/d?target_session_attrs=hunter2",
            })
    void refusesWithoutQuoting(String given) {
        assertThatThrownBy(() -> DatabaseUrl.parse(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("database URL: ")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void cannotBeMadeWithTheServersDetail() {
        assertThatThrownBy(() -> new DatabaseUrl("jdbc:postgresql://h/d", Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DatabaseUrl.parse");
    }
}
