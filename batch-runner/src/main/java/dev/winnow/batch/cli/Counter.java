package dev.winnow.batch.cli;

import java.io.PrintWriter;
import java.time.Duration;

/** Shows how far a command has come: one line that changes on a terminal, else a line now and then. Not thread-safe. */
final class Counter {

    private static final Duration ON_TERMINAL = Duration.ofMillis(250);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final long total;
    private final PrintWriter err;
    private final boolean terminal = Boolean.getBoolean("winnow.terminal");
    private long shown = System.nanoTime();

    Counter(long total, PrintWriter err) {
        this.total = total;
        this.err = err;
    }

    void show(long done) {
        long now = System.nanoTime();
        if (now - shown >= (terminal ? ON_TERMINAL : ELSEWHERE).toNanos()) {
            shown = now;
            String line = done + "/" + total + " documents";
            err.print(terminal ? "\r\033[K" + line : line + System.lineSeparator());
            err.flush();
        }
    }

    void end() {
        if (terminal) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
