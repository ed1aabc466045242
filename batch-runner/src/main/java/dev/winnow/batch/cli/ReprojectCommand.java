package dev.winnow.batch.cli;

import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.type.RecordTypes;
import dev.winnow.db.connect.Database;
import dev.winnow.db.store.Reprojected;
import dev.winnow.db.store.Reprojection;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow reproject}: writes typed rows again. */
@Command(
        name = "reproject",
        mixinStandardHelpOptions = true,
        description =
                "Writes the rows of a record type again from what was extracted before, also as an older declaration;"
                        + " no model is asked.",
        footer = {
            "",
            "Exit codes: 0 every document has its row; 1 stopped, or a run works on the type; 2 wrong usage;",
            "3 the documents listed must be read again."
        })
final class ReprojectCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TYPE")
    private String type = "";

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private TypesOptions types = new TypesOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        StopSignal stop = new StopSignal();
        // first: it lets the program end only after all else is closed
        try (StopHook hook = StopHook.install(stop)) {
            return reproject(stop, hook);
        }
    }

    private int reproject(StopSignal stop, StopHook hook) {
        WinnowProperties properties = database.properties();
        RecordTypes known = types.load(properties);
        RecordType<?> found = known.get(type);
        hook.opens(properties.stopGrace());
        try (Database open = database.open(properties, known)) {
            CurrentTables.require(open.dataSource(), List.of(found));
            long total = Reprojection.count(open.dataSource(), found);
            Counter counter = new Counter(total, spec.commandLine().getErr());
            Reprojected done = Reprojection.run(open.dataSource(), found, stop::isRequested, counter::show);
            counter.end();
            return print(found, done);
        }
    }

    private int print(RecordType<?> found, Reprojected done) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        out.println(type + ": " + done.rows() + (done.rows() == 1 ? " row" : " rows") + " written again, "
                + Counted.of(done.unfit().size(), "document") + " to be read again");
        done.unfit().forEach(unfit -> UnfitText.lines(unfit).forEach(out::println));
        out.flush();
        if (!done.complete()) {
            err.println("Stopped: the same command starts over.");
            return ExitCodes.STOPPED;
        }
        if (!done.unfit().isEmpty()) {
            err.println("What was extracted from them is not valid by now. This reads them again: "
                    + UnfitText.command(
                            List.of(found),
                            database.words(),
                            done.unfit(),
                            done.unfit().size()));
            return ExitCodes.OTHER_OUTCOMES;
        }
        return ExitCodes.DONE;
    }
}
