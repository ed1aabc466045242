package dev.winnow.batch.watch;

import dev.winnow.db.store.Run;
import dev.winnow.db.store.RunLostException;
import dev.winnow.db.store.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Keeps a file with the metrics for node_exporter's textfile collector; who reads it never sees a part of it. */
public final class MetricsFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsFile.class);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Path file;
    private final RunMetrics metrics;
    private final BudgetLeft budget;
    private final RunStore runs;
    private final Run run;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "winnow-metrics");
        thread.setDaemon(true);
        return thread;
    });

    private volatile boolean lost;

    private MetricsFile(Path file, RunMetrics metrics, BudgetLeft budget, RunStore runs, Run run) {
        this.budget = budget;
        this.file = file.toAbsolutePath();
        this.metrics = metrics;
        this.runs = runs;
        this.run = run;
    }

    /** Writes it now, every ten seconds, and when it is closed, while {@code run} is this process's. */
    public static MetricsFile start(Path file, RunMetrics metrics, BudgetLeft budget, RunStore runs, Run run) {
        MetricsFile started = new MetricsFile(file, metrics, budget, runs, run);
        var unused =
                started.timer.scheduleAtFixedRate(started::writeWhileHeld, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return started;
    }

    /** After a suspension this may come before anything else notices whose the run is, and with it the file. */
    private void writeWhileHeld() {
        try {
            runs.whileHeld(run, this::write);
        } catch (RunLostException e) {
            lost();
        } catch (DataAccessException | TransactionException e) {
            // those who write the journal say what is wrong with the database
            write();
        }
    }

    /** Another process has taken the run over: what is in the file is to be what that one writes. */
    public void lost() {
        lost = true;
    }

    private synchronized void write() {
        if (lost) {
            return;
        }
        budget.tell(metrics);
        try {
            Path next = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(next, metrics.text());
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // a run is worth more than its metrics
            LOG.warn("The metrics cannot be written to {}.", file);
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        writeWhileHeld();
    }
}
