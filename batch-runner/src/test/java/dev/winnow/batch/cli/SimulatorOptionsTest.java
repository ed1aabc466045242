package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.simulator.Fault;
import dev.winnow.simulator.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulator's settings, on the command line and in the docs. */
class SimulatorOptionsTest {

    @Test
    void eachSettingIsAnOptionAndInTheDocs() throws Exception {
        String help =
                Cli.standard().run("simulator", "--help").exits(ExitCodes.DONE).out();
        String docs = Files.readString(Installation.home().resolve("docs").resolve("simulator.md"));
        assertThat(Settings.names()).isNotEmpty().allSatisfy(name -> {
            assertThat(help).contains("--" + name + "=");
            assertThat(docs).contains("`" + name + "`");
        });
    }

    @Test
    void eachFaultIsInTheDocs() throws Exception {
        String docs = Files.readString(Installation.home().resolve("docs").resolve("simulator.md"));
        assertThat(Fault.values())
                .allSatisfy(fault -> assertThat(docs)
                        .contains("`" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-') + "`"));
    }

    @Test
    void saysWhichOptionIsWrong(@TempDir Path folder) throws Exception {
        Path answers = Files.writeString(folder.resolve("answers.jsonl"), "{\"text\":\"a\",\"content\":\"b\"}\n");
        assertThat(Cli.standard()
                        .run("simulator", "--answers", answers.toString(), "--latency", "soon")
                        .exits(ExitCodes.USAGE)
                        .err())
                .contains("--latency: 'soon', must be a duration");
    }
}
