package dev.winnow.batch.watch;

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

/** Keeps a file with the metrics for node_exporter's textfile collector; who reads it never sees a part of it. */
public final class MetricsFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsFile.class);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Path file;
    private final RunMetrics metrics;
    private final BudgetLeft budget;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "winnow-metrics");
        thread.setDaemon(true);
        return thread;
    });

    private MetricsFile(Path file, RunMetrics metrics, BudgetLeft budget) {
        this.budget = budget;
        this.file = file.toAbsolutePath();
        this.metrics = metrics;
    }

    /** Writes it now, every ten seconds, and when it is closed. */
    public static MetricsFile start(Path file, RunMetrics metrics, BudgetLeft budget) {
        MetricsFile started = new MetricsFile(file, metrics, budget);
        var unused = started.timer.scheduleAtFixedRate(started::write, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return started;
    }

    private synchronized void write() {
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
        write();
    }
}
