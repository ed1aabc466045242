package dev.winnow.batch.cli;

import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.batch.job.JobRunner;
import dev.winnow.batch.job.LockWatch;
import dev.winnow.batch.job.Progress;
import dev.winnow.batch.job.RunContext;
import dev.winnow.batch.job.RunOptions;
import dev.winnow.batch.watch.Activity;
import dev.winnow.batch.watch.BudgetLeft;
import dev.winnow.batch.watch.Listeners;
import dev.winnow.batch.watch.LogFile;
import dev.winnow.batch.watch.MetricsFile;
import dev.winnow.batch.watch.RunLog;
import dev.winnow.batch.watch.RunMetrics;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelClient;
import dev.winnow.db.connect.Database;
import dev.winnow.db.store.RunLock;
import dev.winnow.db.store.RunLostException;
import dev.winnow.db.store.RunReport;
import dev.winnow.db.store.RunReports;
import dev.winnow.db.store.RunRequest;
import dev.winnow.db.store.RunStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import picocli.CommandLine;

/** One run from taking its lock to its report. */
final class RunSession {

    private final Database database;
    private final Map<Endpoint, ModelClient> clients;
    private final StopSignal stop;
    private final Progress progress;
    private final CommandLine command;

    RunSession(
            Database database,
            Map<Endpoint, ModelClient> clients,
            StopSignal stop,
            Progress progress,
            CommandLine command) {
        this.database = database;
        this.clients = clients;
        this.stop = stop;
        this.progress = progress;
        this.command = command;
    }

    @SuppressWarnings("try") // the watch is held, not used
    RunSummary run(Recipe recipe, RunOptions options, WinnowProperties properties) {
        DataSource dataSource = database.dataSource();
        CurrentTables.require(dataSource, recipe.types());
        RunStore runs = new RunStore(dataSource);
        long started = System.nanoTime();
        RunRequest request = new RunRequest(
                recipe, options.paths().stream().map(Path::toString).toList(), options.labels());
        Optional<String> reason;
        RunReport report;
        UnreadFiles unread;
        try (LogFile log = LogFile.open(properties.directory(), properties.log());
                RunLock lock = runs.begin(request, runner())) {
            if (lock.run().continued()) {
                command.getErr().println("Continuing run " + lock.run().id() + ".");
            }
            RunContext context = new RunContext(lock.run(), recipe, options, properties);
            RunMetrics metrics = new RunMetrics();
            RunLog told = new RunLog(log, lock.run(), recipe.typeNames(), recipe.fingerprint());
            BudgetLeft budget = new BudgetLeft(dataSource, properties.budget().budget(), lock.run());
            Optional<MetricsFile> file =
                    properties.metrics().path().map(path -> MetricsFile.start(path, metrics, budget, runs, lock.run()));
            try {
                Listeners listener;
                try (ProgressDisplay display = ProgressDisplay.start(progress, command.getErr());
                        LockWatch watch = LockWatch.start(lock, stop);
                        Activity activity = Activity.start(dataSource, lock.run(), Clock.systemUTC())) {
                    listener = new Listeners(List.of(told, metrics, activity));
                    reason = work(context, listener);
                }
                report = new RunReports(dataSource).of(lock.run().id());
                unread = UnreadFiles.of(dataSource, lock.run().id());
                listener.ended(report, reason);
            } catch (RunLostException e) {
                file.ifPresent(MetricsFile::lost);
                throw e;
            } finally {
                file.ifPresent(MetricsFile::close);
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        return new RunSummary(report, took, reason, unread, progress.restored(), progress.cutOff());
    }

    private Optional<String> work(RunContext context, Listeners listener) {
        try {
            return new JobRunner(database, clients, stop, progress, listener).run(context);
        } catch (RunLostException e) {
            listener.lost();
            throw e;
        }
    }

    private static String runner() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "an unnamed host";
        }
        return "process " + ProcessHandle.current().pid() + " on " + host;
    }
}
