package dev.winnow.batch.cli;

import dev.winnow.core.limit.StopSignal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a clean stop with exit code 1: asks the run to stop, and ends the program when it has, or when the
 * grace period is over; at once where nothing is open yet.
 */
final class StopHook implements AutoCloseable {

    /** Also without any grace the stop is to be written down. */
    private static final Duration LEAST = Duration.ofSeconds(2);
    /** Ends the program before the time is over at which others might kill it. */
    private static final Duration FOR_ENDING = Duration.ofMillis(500);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    /** Zero while nothing is open. */
    private volatile Duration most = Duration.ZERO;

    private StopHook(StopSignal stop) {
        this.thread = new Thread(() -> stop(stop), "winnow-stop");
    }

    /** For a program that has nothing open until {@link #opens}. */
    static StopHook install(StopSignal stop) {
        StopHook hook = new StopHook(stop);
        Runtime.getRuntime().addShutdownHook(hook.thread);
        return hook;
    }

    /** From now on a stop waits until all is closed, for no longer than {@code grace}. */
    void opens(Duration grace) {
        most = grace.compareTo(LEAST) < 0 ? LEAST : grace;
    }

    private void stop(StopSignal stop) {
        stop.request("stopped by a signal");
        try {
            if (most.isZero()) {
                System.err.println("Stopped: stopped by a signal before anything was begun.");
            } else if (!closed.await(most.minus(FOR_ENDING).toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("Stopped before everything was closed; the next start puts it right.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // the JVM's own code for a signal would be 130 or 143
        Runtime.getRuntime().halt(ExitCodes.STOPPED);
    }

    /** All is closed that was to be closed; what follows is the ordinary end of the program with its own exit code. */
    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // a signal came: the hook ends the program
        }
    }
}
