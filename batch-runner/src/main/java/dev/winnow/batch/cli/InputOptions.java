package dev.winnow.batch.cli;

import dev.winnow.batch.config.ModelSetup;
import dev.winnow.batch.config.StartCheck;
import dev.winnow.batch.job.RunOptions;
import dev.winnow.core.outcome.OutcomeKind;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.db.store.RunTasks.OtherRecipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is to be extracted from which documents: the same for a run and for its plan. */
final class InputOptions {

    /** What to do with documents that another recipe has read. */
    static final class Others {
        @Option(
                names = "--redo",
                description =
                        "Read documents again that another model or declaration has read, or whose record is not valid"
                                + " by now and has no row.")
        boolean redo;

        @Option(names = "--keep", description = "Keep what another model or declaration has read (default).")
        boolean keep;
    }

    @Parameters(
            index = "0",
            arity = "1",
            split = ",",
            paramLabel = "TYPE",
            description = "One record type, or several with commas.")
    private List<String> typeNames = List.of();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files or folders; in a folder, names that begin with a dot and links to other folders are"
                    + " passed over.")
    private List<Path> paths = List.of();

    @Option(
            names = "--retry",
            split = ",",
            paramLabel = "OUTCOME",
            converter = OutcomeName.class,
            description = "Make a new attempt at documents with these outcomes: ${COMPLETION-CANDIDATES}.")
    private List<OutcomeKind> retry = List.of();

    @ArgGroup
    private Others others = new Others();

    @Option(names = "--label", paramLabel = "k=v", description = "Kept with the run, for telling costs apart.")
    private Map<String, String> labels = Map.of();

    List<String> typeNames() {
        return typeNames;
    }

    List<Path> paths() {
        return paths;
    }

    /** Notes what cannot be asked for. */
    void check(StartCheck check) {
        if (retry.contains(OutcomeKind.EXTRACTED)) {
            check.note(ProblemCode.OPTION, "--retry", "EXTRACTED is not to be retried", "name other outcomes");
        }
    }

    /** For a run over {@code input}. */
    RunOptions options(List<Path> input, ModelSetup models) {
        return new RunOptions(
                input, others.redo ? OtherRecipe.REDO : OtherRecipe.KEEP, Set.copyOf(retry), labels, models::account);
    }
}
