package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "run ",
                "types ",
                "schema ",
                "ddl ",
                "reproject ",
                "status ",
                "plan ",
                "forget ",
                "sql ",
                "db ",
                "db start ",
                "simulator "
            })
    void isThereForEveryCommand(String command) {
        Cli.Result help = Cli.standard().run((command + "--help").split(" ")).exits(ExitCodes.DONE);
        assertThat(help.out()).contains("Usage: winnow " + command.strip());
        assertThat(help.err()).isEmpty();
    }

    @Test
    void namesEveryCommandAndTheExitCodes() {
        assertThat(Cli.standard().run("--help").out())
                .contains("run", "types", "schema", "ddl", "reproject", "status", "sql", "db", "simulator");
        assertThat(Cli.standard().run("run", "--help").out())
                .contains("--offline", "--model", "--max-in-flight", "--retry", "--redo", "--keep", "--label")
                .contains("--db-url", "--base-url", "--report", "Exit codes:");
    }

    @Test
    void namesTheVersion() {
        assertThat(Cli.standard().run("--version").exits(ExitCodes.DONE).out()).matches("winnow \\d+\\.\\d+\\.\\d+\\R");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "db",
                "run",
                "run receipt",
                "schema",
                "ddl",
                "reproject",
                "plan",
                "plan receipt",
                "forget",
                "sql",
                "simulator",
                "types extra"
            })
    void wrongUsageSaysSoOnStderr(String words) {
        Cli.Result wrong =
                words.isEmpty() ? Cli.standard().run() : Cli.standard().run(words.split(" "));
        wrong.exits(ExitCodes.USAGE);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).contains("Usage: winnow");
    }
}
