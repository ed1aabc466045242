package dev.winnow.batch.cli;

import dev.winnow.core.limit.StopSignal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a clean stop with exit code 1: asks the run to stop, and lets it end within the grace period and
 * a little more for writing.
 */
final class StopHook implements AutoCloseable {

    private static final Duration FOR_WRITING = Duration.ofSeconds(10);

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean ended;

    private StopHook() {}

    static StopHook install(StopSignal stop, Duration grace) {
        StopHook hook = new StopHook();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> hook.stop(stop, grace), "winnow-stop"));
        return hook;
    }

    /** The run has its exit code; what follows is the ordinary end of the program. */
    void ended() {
        ended = true;
    }

    private void stop(StopSignal stop, Duration grace) {
        if (ended) {
            return;
        }
        stop.request("stopped by a signal");
        try {
            if (!closed.await(grace.plus(FOR_WRITING).toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("Stopped before everything was closed; the next start puts it right.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // the JVM's own code for a signal would be 130 or 143
        Runtime.getRuntime().halt(ExitCodes.STOPPED);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
