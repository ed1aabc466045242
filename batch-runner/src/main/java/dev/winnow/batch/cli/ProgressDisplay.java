package dev.winnow.batch.cli;

import dev.winnow.batch.job.Progress;
import dev.winnow.db.store.JournalTotals;
import java.io.PrintWriter;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Shows how a run goes: one line that changes on a terminal, else a line now and then. */
final class ProgressDisplay implements AutoCloseable {

    private static final Duration ON_TERMINAL = Duration.ofMillis(250);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);
    private static final int BAR = 24;

    private final Progress progress;
    private final PrintWriter err;
    private final boolean terminal;
    private final long started = System.nanoTime();
    private final ScheduledExecutorService timer;

    private ProgressDisplay(Progress progress, PrintWriter err, boolean terminal) {
        this.progress = progress;
        this.err = err;
        this.terminal = terminal;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "winnow-progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts showing; the script says by property {@code winnow.terminal} whether stderr is a terminal. */
    static ProgressDisplay start(Progress progress, PrintWriter err) {
        ProgressDisplay display = new ProgressDisplay(progress, err, Boolean.getBoolean("winnow.terminal"));
        long every = (display.terminal ? ON_TERMINAL : ELSEWHERE).toMillis();
        var unused = display.timer.scheduleAtFixedRate(display::show, every, every, TimeUnit.MILLISECONDS);
        return display;
    }

    private void show() {
        err.print(terminal ? "\r\033[K" + line() : line() + System.lineSeparator());
        err.flush();
    }

    String line() {
        long total = progress.total();
        if (total == 0) {
            return progress.registered() + " files registered";
        }
        long done = progress.done();
        double seconds = Math.max((System.nanoTime() - started) / 1e9, 0.001);
        String outcomes = progress.outcomes().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().sum())
                .collect(Collectors.joining(" "));
        String left = done == 0 ? "?" : Math.round((total - done) * seconds / done) + " s";
        String calls = progress.calls().map(totals -> calls(totals, seconds)).orElse("");
        return "%s%d/%d %s | %s | %s left".formatted(bar(done, total), done, total, outcomes, calls, left);
    }

    private static String calls(JournalTotals totals, double seconds) {
        String cost = totals.costUsd()
                .map(usd -> "USD " + usd.setScale(2, RoundingMode.HALF_UP))
                .orElse("cost unknown");
        return String.format(
                Locale.ROOT,
                "%.1f calls/s, %d+%d tokens, %s",
                totals.calls() / seconds,
                totals.usage().input(),
                totals.usage().output(),
                cost);
    }

    private String bar(long done, long total) {
        if (!terminal) {
            return "";
        }
        int filled = (int) (BAR * done / total);
        return "[" + "#".repeat(filled) + " ".repeat(BAR - filled) + "] ";
    }

    @Override
    public void close() {
        timer.shutdownNow();
        if (terminal) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
