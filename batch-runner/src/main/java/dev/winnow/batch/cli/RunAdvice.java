package dev.winnow.batch.cli;

import dev.winnow.core.type.RecordType;
import dev.winnow.db.store.Restored;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What to do after a run. */
final class RunAdvice {

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
        unfit(summary.restored(), types);
        if (summary.hasRows() && summary.exitCode() != ExitCodes.STOPPED) {
            err.println("See the rows: winnow sql" + database.words() + " \"SELECT * FROM records."
                    + types.get(0).name() + "\"");
        }
    }

    private void unfit(Restored restored, List<RecordType<?>> types) {
        long number = restored.unfitDocuments();
        if (number == 0) {
            return;
        }
        restored.unfit().forEach(one -> UnfitText.lines(one).forEach(err::println));
        if (restored.more() > 0) {
            err.println("... and " + restored.more() + " more");
        }
        err.println(Counted.of(number, "document") + (number == 1 ? " has" : " have")
                + " no row: what was extracted earlier is not valid by now. This reads again: "
                + UnfitText.command(types, database.words() + offline.words(), restored.unfit(), number));
    }
}
