package dev.winnow.batch.cli;

import dev.winnow.core.type.RecordType;
import dev.winnow.db.store.Unfit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What to do after a run. */
final class RunAdvice {

    private static final int NAMED = 10;

    private final DatabaseOptions database;
    private final OfflineOptions offline;
    private final PrintWriter err;

    RunAdvice(DatabaseOptions database, OfflineOptions offline, PrintWriter err) {
        this.database = database;
        this.offline = offline;
        this.err = err;
    }

    void print(RunSummary summary, List<RecordType<?>> types, List<Path> input) {
        if (summary.foundNothing()) {
            err.println("No files found below "
                    + input.stream().map(Path::toString).collect(Collectors.joining(", ")) + ".");
        }
        if (database.offline() && summary.lacksAnswers()) {
            err.println("Offline, a document without an answer cannot be read, and the answers are " + offline.source()
                    + ". Write {\"type\": TYPE, \"record\": {...}} to NAME.json for the document NAME.txt, name the folder of"
                    + " both with --answers, and add --retry FAILED; or set OPENAI_API_KEY and name a --model.");
        }
        unfit(summary.restored().unfit(), types);
        if (summary.hasRows() && summary.exitCode() != ExitCodes.STOPPED) {
            err.println("See the rows: winnow sql" + database.words() + " \"SELECT * FROM records."
                    + types.get(0).name() + "\"");
        }
    }

    private void unfit(List<Unfit> unfit, List<RecordType<?>> types) {
        if (unfit.isEmpty()) {
            return;
        }
        unfit.stream().limit(NAMED).forEach(one -> UnfitText.lines(one).forEach(err::println));
        if (unfit.size() > NAMED) {
            err.println("... and " + (unfit.size() - NAMED) + " more");
        }
        err.println(Counted.of(unfit.size(), "document") + (unfit.size() == 1 ? " has" : " have")
                + " no row: what was extracted earlier is not valid by now. This reads again: "
                + UnfitText.command(types, database.words() + offline.words(), unfit));
    }
}
