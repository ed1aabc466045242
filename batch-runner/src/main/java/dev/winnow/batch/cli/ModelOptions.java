package dev.winnow.batch.cli;

import dev.winnow.batch.config.ModelSetup;
import dev.winnow.batch.config.StartCheck;
import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.core.type.JarOption;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.simulator.Answers;
import dev.winnow.simulator.Simulator;
import dev.winnow.simulator.SimulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say who answers: a model, or offline the simulator. */
final class ModelOptions {

    @Option(names = "--model", paramLabel = "M", description = "The model to ask; also WINNOW_MODEL.")
    private @Nullable String model;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "An OpenAI-compatible server, as https://host/v1; also OPENAI_BASE_URL.")
    private @Nullable String baseUrl;

    @Option(names = "--max-in-flight", paramLabel = "N", description = "The most calls at a time (default 64).")
    private @Nullable Integer maxInFlight;

    @Option(
            names = "--answers",
            paramLabel = "PATH",
            description = "With --offline: a folder of documents and, for each, an answer NAME.json, instead of the"
                    + " samples.")
    private @Nullable Path answers;

    Map<String, Object> settings() {
        Map<String, Object> options = new HashMap<>();
        if (model != null) {
            options.put("winnow.model", model);
        }
        if (baseUrl != null) {
            options.put("winnow.base-url", baseUrl);
        }
        if (maxInFlight != null) {
            options.put("winnow.max-in-flight", maxInFlight);
        }
        return options;
    }

    /** The model to ask, or empty where the simulator is. */
    Optional<ModelSetup> check(boolean offline, WinnowProperties properties, StartCheck check) {
        if (!offline) {
            if (answers != null) {
                check.note(
                        ProblemCode.OPTION,
                        "--answers",
                        "is given without --offline",
                        "add --offline, or leave it out");
            }
            return check.tried(() -> ModelSetup.online(properties));
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
        return Optional.empty();
    }

    /** Starts the simulator with the answers chosen. */
    Simulator simulator(WinnowProperties properties) {
        return Simulator.start(SimulatorOptions.defaults(), Answers.read(answers(properties)));
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
