package dev.winnow.batch.cli;

import dev.winnow.batch.config.ModelClients;
import dev.winnow.batch.config.ModelSetup;
import dev.winnow.batch.config.Settings;
import dev.winnow.batch.config.StartCheck;
import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.batch.job.Progress;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.db.connect.Database;
import dev.winnow.simulator.Simulator;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code winnow run}: extracts documents. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Extracts documents into typed rows; the same command again continues or does only what is new.",
        footer = {
            "",
            "Exit codes: 0 every document extracted; 1 stopped, the same command continues;",
            "2 wrong usage; 3 finished, some documents have another outcome."
        })
final class RunCommand implements Callable<Integer> {

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private TypesOptions types = new TypesOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private OfflineOptions offline = new OfflineOptions();

    @Option(names = "--report", paramLabel = "FILE", description = "Write the result as JSON.")
    private @Nullable Path report;

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description = "Keep metrics there for Prometheus (node_exporter's textfile collector); also"
                    + " WINNOW_METRICS_FILE.")
    private @Nullable Path metrics;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        StopSignal stop = new StopSignal();
        // first: it lets the program end only after all else is closed
        try (StopHook hook = StopHook.install(stop)) {
            return run(stop, hook);
        }
    }

    private int run(StopSignal stop, StopHook hook) {
        Map<String, Object> given = new HashMap<>(model.settings());
        Optional.ofNullable(metrics).ifPresent(file -> given.put("winnow.metrics.file", file.toString()));
        Settings settings = database.settings(given);
        StartCheck check = new StartCheck();
        input.check(check);
        Optional.ofNullable(report).ifPresent(file -> check.note(ReportFile.problems(file)));
        settings.general().metrics().path().ifPresent(file -> check.note(ReportFile.problems("--metrics", file)));
        model.check(check);
        offline.check(database.offline(), settings.general(), check);
        check.tried(() -> database.settings(settings.general()));
        RunSetup setup = RunSetup.of(settings, types, input.typeNames(), input.paths(), database.offline(), check);
        if (setup.online().isPresent()) {
            setup.online().get().warnings().forEach(warning -> err("warning: " + warning));
            return run(setup, setup.online().get(), stop, hook);
        }
        err("Offline: no model is asked. The answers are " + offline.source() + ", from the simulator.");
        try (Simulator simulator = offline.simulator(settings.general())) {
            return run(setup, ModelSetup.offline(simulator.baseUrl(), settings.model()), stop, hook);
        }
    }

    private int run(RunSetup setup, ModelSetup models, StopSignal stop, StopHook hook) {
        Recipe recipe = models.recipe(setup.asked());
        WinnowProperties properties = setup.settings().general();
        Progress progress = new Progress();
        hook.opens(properties.stopGrace());
        try (Database open = database.open(properties, setup.known());
                ModelClients clients = new ModelClients(models, properties)) {
            RunSession session = new RunSession(open, clients.byEndpoint(), stop, progress, spec.commandLine());
            RunSummary summary = session.run(recipe, input.options(setup.input(), models), properties);
            summary.print(spec.commandLine().getOut(), spec.commandLine().getErr());
            Optional.ofNullable(report).ifPresent(file -> ReportFile.write(file, summary.json()));
            models.endpoints()
                    .forEach(
                            (endpoint, access) -> access.advice(endpoint.name()).ifPresent(this::err));
            new RunAdvice(database, offline, spec.commandLine().getErr()).print(summary, setup.asked(), setup.input());
            return summary.exitCode();
        }
    }

    private void err(String line) {
        spec.commandLine().getErr().println(line);
    }
}
