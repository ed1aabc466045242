package dev.winnow.batch.job;

import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.batch.watch.RunListener;
import dev.winnow.batch.watch.WatchedJournal;
import dev.winnow.core.extraction.Extractor;
import dev.winnow.core.limit.Delay;
import dev.winnow.core.limit.Quotas;
import dev.winnow.core.limit.SharedLimit;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelClient;
import dev.winnow.db.connect.Database;
import dev.winnow.db.connect.DatabaseException;
import dev.winnow.db.store.JdbcJournal;
import dev.winnow.db.store.JdbcSharedLimit;
import dev.winnow.db.store.JournalSettings;
import dev.winnow.db.store.Retention;
import dev.winnow.db.store.RunStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the job for a run that this process holds. */
public final class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private final Database database;
    private final Map<Endpoint, ModelClient> clients;
    private final StopSignal stop;
    private final Progress progress;
    private final RunListener listener;

    /**
     * Puts the parts together.
     *
     * @param stop ends the run early when requested
     * @param listener is told what happens
     */
    public JobRunner(
            Database database,
            Map<Endpoint, ModelClient> clients,
            StopSignal stop,
            Progress progress,
            RunListener listener) {
        this.database = database;
        this.clients = Map.copyOf(clients);
        this.stop = stop;
        this.progress = progress;
        this.listener = listener;
    }

    /** Works until nothing is left or a stop is requested; gives back the reason of the stop. */
    @SuppressWarnings("try") // the watch is held, not used
    public Optional<String> run(RunContext context) {
        DataSource dataSource = database.dataSource();
        RunStore runs = new RunStore(dataSource);
        WinnowProperties settings = context.properties();
        JournalSettings kept = settings.journal()
                .settings(settings.budget())
                .withLongestOutage(
                        database.worthWaiting(settings.bounds().bounds().longestOutage()));
        // at the start: a run that always meets its budget comes to no end
        new Retention(dataSource, settings.journal().keepReplies()).run();
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), JobRunner::daemon);
        try (JdbcSharedLimit shared = new JdbcSharedLimit(dataSource, workers);
                JdbcJournal journal = new JdbcJournal(dataSource, context.run(), kept, stop, workers)) {
            progress.watch(journal);
            progress.watch(listener);
            RunMonitor monitor = new RunMonitor(
                    context.run(), runs, journal, stop, progress, workers, new Patience(kept.longestOutage(), stop));
            Extractor extractor = new Extractor(
                    context.recipe(),
                    new WatchedJournal(journal, listener),
                    clients,
                    settings.bounds().bounds(),
                    quotas(context, shared),
                    Clock.systemUTC(),
                    new ToldDelay(Delay.REAL, listener),
                    stop,
                    workers);
            extractor.gates().forEach((endpoint, gate) -> {
                listener.endpoint(endpoint, gate.state());
                gate.onChange(state -> listener.endpoint(endpoint, state));
            });
            try (WaitWatch watch = WaitWatch.start(context.recipe(), extractor, journal, listener)) {
                Optional<String> reason = new JobLauncher(dataSource, stop).run(context, extractor, monitor);
                reason.ifPresent(why -> tell(monitor, why));
                return reason;
            }
        } finally {
            workers.shutdown();
        }
    }

    private static Quotas quotas(RunContext context, SharedLimit shared) {
        WinnowProperties settings = context.properties();
        return new Quotas(
                Optional.of(shared),
                settings.maxInFlight(),
                settings.limits().minute(),
                context.options().accounts(),
                cause -> LOG.warn(
                        "Rate limits cannot be shared with other processes for now; this one keeps to them by itself ({})",
                        reason(cause)));
    }

    private static String reason(Throwable cause) {
        Throwable at = cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
        return at instanceof DatabaseException known
                ? String.valueOf(known.getMessage())
                : at.getClass().getSimpleName();
    }

    /** What calls wait for their turns is told by the throttles themselves. */
    private record ToldDelay(Delay untold, RunListener listener) implements Delay {

        @Override
        public CompletableFuture<Void> after(Duration pause) {
            listener.waiting(pause);
            return untold.after(pause);
        }
    }

    private static void tell(RunMonitor monitor, String reason) {
        try {
            monitor.stopped(reason);
        } catch (DatabaseException e) {
            LOG.warn("The reason of the stop could not be kept: {}", e.getMessage());
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "winnow-worker");
        thread.setDaemon(true);
        return thread;
    }
}
