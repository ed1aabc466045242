package dev.winnow.batch.job;

import dev.winnow.core.extraction.Extraction;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.db.connect.DatabaseException;
import dev.winnow.db.store.RunLostException;
import dev.winnow.db.store.RunTask;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Keeps the window full: a thread of its own takes pending documents and hands them to the extractor, as many at a time as
 * allowed, and no more than a bounded number ahead of the writer.
 */
final class TaskFeeder implements AutoCloseable {

    /** A document whose attempt has ended. */
    record Completed(RunTask task, Extraction extraction) implements Event {}

    private sealed interface Event permits Completed, Broken, Nudge {}

    /** @param attempt whether it was an attempt that broke, rather than the feeding */
    private record Broken(Throwable cause, boolean attempt) implements Event {}

    /** Wakes the reader so that it looks around. */
    private record Nudge() implements Event {}

    private static final int PAGE = 500;
    private static final int AHEAD_OF_WRITER = 4;
    /** For each call in flight a document may be read, or wait for the journal; how many calls there are the throttles decide. */
    private static final int DOCUMENTS_FOR_A_CALL = 2;

    private static final long LOOK_AROUND_MILLIS = 100;

    private final Function<String, List<RunTask>> pages;
    private final Function<RunTask, CompletableFuture<Extraction>> extract;
    private final Executor workers;
    private final StopSignal stop;
    private final Semaphore inWork;
    private final Semaphore unwritten;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::feed, "winnow-feeder");

    private final Queue<RunTask> again = new ConcurrentLinkedQueue<>();
    private final AtomicLong accepted = new AtomicLong();

    private long received;
    private volatile boolean exhausted;
    private volatile boolean closed;

    /**
     * Starts nothing yet.
     *
     * @param pages the pending tasks that follow a document id, some at a time
     * @param extract makes an attempt at a document
     * @param workers look for pages
     */
    TaskFeeder(
            Function<String, List<RunTask>> pages,
            Function<RunTask, CompletableFuture<Extraction>> extract,
            Executor workers,
            StopSignal stop,
            int maxInFlight) {
        this.pages = pages;
        this.extract = extract;
        this.workers = workers;
        this.stop = stop;
        this.inWork = new Semaphore(maxInFlight * DOCUMENTS_FOR_A_CALL);
        this.unwritten = new Semaphore(maxInFlight * AHEAD_OF_WRITER + PAGE);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
        stop.requested().thenRun(() -> events.add(new Nudge()));
    }

    /** Whether everything taken has been handed out and nothing more will be taken. */
    boolean finished() {
        return exhausted && received == accepted.get();
    }

    /**
     * The next that has ended; empty when there is reason to look around.
     *
     * @param until not to wait beyond, in {@link System#nanoTime}; {@link Long#MAX_VALUE} for no limit
     * @throws DatabaseException if the journal is broken
     * @throws RunLostException if the run was taken over
     * @throws BrokenExtractionException if an attempt broke otherwise
     */
    Optional<Completed> next(long until) throws InterruptedException {
        Event event =
                until == Long.MAX_VALUE ? events.take() : events.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (event instanceof Broken broken) {
            received += broken.attempt() ? 1 : 0;
            throw infrastructure(broken.cause());
        }
        if (event instanceof Completed completed) {
            received++;
            unwritten.release();
            return Optional.of(completed);
        }
        return Optional.empty();
    }

    private static RuntimeException infrastructure(Throwable broken) {
        Throwable cause = broken;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof DatabaseException || cause instanceof RunLostException) {
            return (RuntimeException) cause;
        }
        return new BrokenExtractionException(cause);
    }

    /** Makes the attempt at a document once more; to be called by whoever calls {@link #next}. */
    void again(RunTask task) {
        accepted.incrementAndGet();
        again.add(task);
    }

    private void feed() {
        try {
            List<RunTask> page = pages.apply("");
            while (!page.isEmpty() && !ended()) {
                CompletableFuture<List<RunTask>> next = after(page);
                for (RunTask task : page) {
                    feedAgain();
                    if (!admit()) {
                        break;
                    }
                    accepted.incrementAndGet();
                    submit(task);
                }
                page = ended() ? List.of() : next.join();
            }
            exhausted = true;
            events.add(new Nudge());
            while (!ended()) {
                feedAgain();
                Thread.sleep(LOOK_AROUND_MILLIS);
            }
        } catch (RuntimeException | Error e) {
            events.add(new Broken(e, false));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exhausted = true;
            while (again.poll() != null) {
                accepted.decrementAndGet();
            }
            events.add(new Nudge());
        }
    }

    /** Looks for the next page while this one is fed: the window would run low meanwhile. */
    private CompletableFuture<List<RunTask>> after(List<RunTask> page) {
        String last = page.get(page.size() - 1).document().sha256();
        return CompletableFuture.supplyAsync(() -> pages.apply(last), workers);
    }

    private void feedAgain() throws InterruptedException {
        while (!again.isEmpty() && admit()) {
            submit(Objects.requireNonNull(again.poll()));
        }
    }

    /** Waits for room in the window; false once there is an end to it. */
    private boolean admit() throws InterruptedException {
        return acquire(unwritten) && acquire(inWork);
    }

    private boolean acquire(Semaphore room) throws InterruptedException {
        while (!ended()) {
            if (room.tryAcquire(LOOK_AROUND_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    private boolean ended() {
        return closed || stop.isRequested();
    }

    private void submit(RunTask task) {
        CompletableFuture<Extraction> extraction;
        try {
            extraction = extract.apply(task);
        } catch (RuntimeException e) {
            extraction = CompletableFuture.failedFuture(e);
        }
        extraction.whenComplete((ended, broken) -> {
            inWork.release();
            events.add(broken == null ? new Completed(task, ended) : new Broken(broken, true));
        });
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
