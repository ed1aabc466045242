package dev.winnow.batch.cli;

import dev.winnow.batch.config.StartCheck;
import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.core.document.HiddenText;
import dev.winnow.core.type.JarOption;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.simulator.Answers;
import dev.winnow.simulator.Simulator;
import dev.winnow.simulator.SimulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which answers the simulator gives. */
final class OfflineOptions {

    @Option(
            names = "--answers",
            paramLabel = "PATH",
            description = "With --offline: a folder of documents and, for each, an answer NAME.json, instead of the"
                    + " samples.")
    private @Nullable Path answers;

    /** Notes answers that are not there, or are not asked for. */
    void check(boolean offline, WinnowProperties properties, StartCheck check) {
        if (!offline) {
            if (answers != null) {
                check.note(
                        ProblemCode.OPTION,
                        "--answers",
                        "is given without --offline",
                        "add --offline, or leave it out");
            }
            return;
        }
        Path folder = answers(properties);
        if (!Files.exists(folder)) {
            if (answers == null) {
                check.note(
                        ProblemCode.SETTING,
                        "--offline",
                        "finds no folder " + folder,
                        "start it with the winnow script");
            } else {
                check.note(ProblemCode.OPTION, "--answers", folder + " does not exist", "name a folder that does");
            }
        }
    }

    /** Starts the simulator with the answers chosen. */
    Simulator simulator(WinnowProperties properties) {
        return Simulator.start(SimulatorOptions.defaults(), Answers.read(answers(properties), HiddenText::shown));
    }

    /** What another command needs for the same answers offline, with a space before it. */
    String words() {
        return answers == null ? "" : " --answers " + JarOption.quoted(answers.toString());
    }

    /** Whose answers are given offline, for messages. */
    String source() {
        return answers == null ? "those of the samples" : "those in " + answers;
    }

    private Path answers(WinnowProperties properties) {
        return answers == null ? properties.home().resolve("samples") : answers;
    }
}
