package dev.winnow.batch.cli;

import dev.winnow.batch.config.ModelSetup;
import dev.winnow.batch.config.Settings;
import dev.winnow.batch.config.StartCheck;
import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.db.connect.Database;
import dev.winnow.simulator.Simulator;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code winnow plan}: what a run would ask and cost. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Says what the same run would ask, and what that costs and takes; asks nothing and keeps nothing,"
                + " but for --sample.",
        footer = {
            "",
            "Exit codes: 0 every document is extracted or can be asked about; 1 stopped; 2 wrong usage;",
            "3 some documents have another outcome, are too long or cannot be read."
        })
final class PlanCommand implements Callable<Integer> {

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

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Really ask about N documents, spread over the input, as a run of its own: it costs what it"
                    + " says, and the following run does not pay for them again.")
    private int sample;

    @Option(names = "--json", description = "Print the plan as JSON.")
    private boolean json;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the plan as JSON.")
    private @Nullable Path report;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        StopSignal stop = new StopSignal();
        // first: it lets the program end only after all else is closed
        try (StopHook hook = StopHook.install(stop)) {
            return plan(stop, hook);
        }
    }

    private int plan(StopSignal stop, StopHook hook) {
        Settings settings = database.settings(model.settings());
        StartCheck check = new StartCheck();
        input.check(check);
        if (sample < 0) {
            check.note(ProblemCode.OPTION, "--sample", "is " + sample, "at least 1");
        }
        Optional.ofNullable(report).ifPresent(file -> check.note(ReportFile.problems(file)));
        model.check(check);
        offline.check(database.offline(), settings.general(), check);
        check.tried(() -> database.settings(settings.general()));
        RunSetup setup = RunSetup.of(settings, types, input.typeNames(), input.paths(), database.offline(), check);
        if (setup.online().isPresent()) {
            setup.online().get().warnings().forEach(warning -> err("warning: " + warning));
            return plan(setup, setup.online().get(), stop, hook);
        }
        try (Simulator simulator = offline.simulator(settings.general())) {
            return plan(setup, ModelSetup.offline(simulator.baseUrl(), settings.model()), stop, hook);
        }
    }

    private int plan(RunSetup setup, ModelSetup models, StopSignal stop, StopHook hook) {
        WinnowProperties properties = setup.settings().general();
        hook.opens(properties.stopGrace());
        try (Database open =
                sample > 0 ? database.open(properties, setup.known()) : database.openAsIs(properties, setup.known())) {
            PlanSession session = new PlanSession(open, setup, models, stop, spec.commandLine());
            PlanReport plan = session.plan(input.options(setup.input(), models), sample);
            if (stop.isRequested() && plan.sample().isEmpty()) {
                err("Stopped: " + stop.requested().join() + ".");
                return ExitCodes.STOPPED;
            }
            if (json) {
                spec.commandLine().getOut().println(plan.json().toPrettyString());
                spec.commandLine().getOut().flush();
            } else {
                plan.print(spec.commandLine().getOut());
            }
            Optional.ofNullable(report).ifPresent(file -> ReportFile.write(file, plan.json()));
            return plan.exitCode();
        }
    }

    private void err(String line) {
        spec.commandLine().getErr().println(line);
    }
}
