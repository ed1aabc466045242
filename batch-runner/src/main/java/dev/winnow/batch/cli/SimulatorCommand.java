package dev.winnow.batch.cli;

import dev.winnow.core.document.HiddenText;
import dev.winnow.simulator.Answers;
import dev.winnow.simulator.Settings;
import dev.winnow.simulator.Simulator;
import dev.winnow.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow simulator}: an OpenAI-compatible server that answers from files. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        description = "Serves scripted answers like an OpenAI-compatible server, until it is interrupted.")
final class SimulatorCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "P", defaultValue = "0", description = "Default: any free one.")
    private int port;

    @Option(
            names = "--answers",
            paramLabel = "PATH",
            required = true,
            description = "A folder of documents and answers, or a JSONL file.")
    private Path answers = Path.of("");

    @Mixin
    private SimulatorSettings settings = new SimulatorSettings();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        SimulatorOptions options;
        try {
            options = Settings.apply(SimulatorOptions.defaults().withPort(port), settings.given());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
        // a run asks for what a person would see of a document
        Answers read = Answers.read(answers, HiddenText::shown);
        try (Simulator simulator = Simulator.start(options, read)) {
            spec.commandLine().getOut().println(simulator.baseUrl());
            spec.commandLine().getOut().flush();
            spec.commandLine()
                    .getErr()
                    .println(read.size() + " answers; models " + String.join(", ", options.models())
                            + "; Ctrl-C stops it.");
            new CountDownLatch(1).await();
            return ExitCodes.DONE;
        }
    }
}
