package dev.winnow.batch.job;

import dev.winnow.core.limit.StopSignal;
import dev.winnow.db.connect.DatabaseException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Does again what failed because the database was gone or full, until it may not be any longer, or a stop is asked for. Thread-safe. */
final class Patience {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Duration longestOutage;
    private final StopSignal stop;

    Patience(Duration longestOutage, StopSignal stop) {
        this.longestOutage = longestOutage;
        this.stop = stop;
    }

    /**
     * Gives back what {@code work} does, which may be done several times.
     *
     * @throws DatabaseException the last one
     */
    <T> T with(Supplier<T> work) throws InterruptedException {
        long begun = System.nanoTime();
        while (true) {
            try {
                return work.get();
            } catch (DatabaseException e) {
                if (e.reason() == DatabaseException.Cause.OTHER
                        || stop.isRequested()
                        || System.nanoTime() - begun >= longestOutage.toNanos()) {
                    throw e;
                }
            }
            pause();
        }
    }

    /** A stop ends it early, for a last try. */
    private void pause() throws InterruptedException {
        try {
            stop.requested().get(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // nobody asked for a stop
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
