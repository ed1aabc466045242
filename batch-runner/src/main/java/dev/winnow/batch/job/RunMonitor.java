package dev.winnow.batch.job;

import dev.winnow.core.limit.StopSignal;
import dev.winnow.db.store.JdbcJournal;
import dev.winnow.db.store.Run;
import dev.winnow.db.store.RunStore;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What those who watch and end a run share with the job. Thread-safe. */
final class RunMonitor {

    private final Run run;
    private final RunStore runs;
    private final JdbcJournal journal;
    private final StopSignal stop;
    private final Progress progress;
    private final Executor workers;
    private final Patience patience;

    RunMonitor(
            Run run,
            RunStore runs,
            JdbcJournal journal,
            StopSignal stop,
            Progress progress,
            Executor workers,
            Patience patience) {
        this.patience = patience;
        this.run = run;
        this.runs = runs;
        this.journal = journal;
        this.stop = stop;
        this.progress = progress;
        this.workers = workers;
    }

    /** Where documents are read and requests made. */
    Executor workers() {
        return workers;
    }

    /** For what may be done again while the database is gone. */
    Patience patience() {
        return patience;
    }

    StopSignal stop() {
        return stop;
    }

    Progress progress() {
        return progress;
    }

    /** Nothing is left to do. */
    void finished() {
        progress.cutOff(runs.end(run, Optional.empty(), journal.totals().hits()));
    }

    /** Something is left, for the reason given. */
    void stopped(String reason) {
        progress.cutOff(runs.end(run, Optional.of(reason), journal.totals().hits()));
    }
}
