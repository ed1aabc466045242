package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class WinnowCommandTest {

    private static String explained(Exception thrown) {
        StringWriter said = new StringWriter();
        assertThat(WinnowCommand.explain(thrown, new PrintWriter(said, true))).isEqualTo(1);
        return said.toString();
    }

    @Test
    void aDatabaseThatFailsWhileSomethingIsMadeIsNoDefect() {
        Exception lost = new SQLException("terminating TOTAL 12.34", "57P01");

        assertThat(explained(new IllegalStateException("cannot make a bean", new RuntimeException(lost))))
                .contains("Working with the database failed: SQL state 57P01", "The same command continues")
                .doesNotContain("defect", "12.34");
    }

    @Test
    void aDatabaseThatRefusesIsNotWaitedFor() {
        assertThat(explained(new IllegalStateException(new SQLException("no right TOTAL 12.34", "42501"))))
                .contains("Working with the database failed: SQL state 42501", "rights")
                .doesNotContain("once it is back", "12.34");
    }

    @Test
    void anythingElseIsOneAndQuotesNothing() {
        assertThat(explained(new IllegalStateException("TOTAL 12.34")))
                .contains("java.lang.IllegalStateException", "defect of Winnow")
                .doesNotContain("12.34");
    }
}
