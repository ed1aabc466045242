package dev.winnow.batch.job;

import dev.winnow.core.limit.StopSignal;
import dev.winnow.db.store.RunLock;
import dev.winnow.db.store.RunLostException;
import dev.winnow.db.store.TypeTakenException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps a run's lock, and ends the run when it cannot be had any more. */
public final class LockWatch implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(3);

    private final RunLock lock;
    private final StopSignal stop;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "winnow-lock");
        thread.setDaemon(true);
        return thread;
    });

    private LockWatch(RunLock lock, StopSignal stop) {
        this.lock = lock;
        this.stop = stop;
    }

    /** Looks every few seconds until closed. */
    public static LockWatch start(RunLock lock, StopSignal stop) {
        LockWatch started = new LockWatch(lock, stop);
        var unused = started.timer.scheduleWithFixedDelay(
                started::keep, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return started;
    }

    private void keep() {
        try {
            // while the database is gone, those who write the journal say so
            boolean unused = lock.keep();
        } catch (RunLostException e) {
            // whatever is written next says so
            stop.request("it was taken over by another process");
        } catch (TypeTakenException e) {
            stop.request(
                    "its lock was lost with a connection, and meanwhile the rows of one of its types are written again");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
