package dev.winnow.db.store;

import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.journal.Journal;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.db.connect.DatabaseException;
import dev.winnow.db.store.JournalTable.Turn;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * The journal in {@code winnow.model_call}. One thread gathers what comes while it commits, so that many rows share a commit and
 * nobody waits for more than two. What may not be opened yet, because the same request or what is left of a budget is in flight,
 * waits here, and is looked at again when a call closes and about each second. Thread-safe; closed after the last call.
 */
public final class JdbcJournal implements Journal, AutoCloseable {

    private static final int MOST_IN_A_COMMIT = 512;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(4));

    /** What waits for the next commit. */
    sealed interface Entered {
        /** Completes after the commit. */
        CompletableFuture<?> done();

        /** A call to be opened. */
        record Open(CallIntent intent, String key, CompletableFuture<Entry> done) implements Entered {}

        /** A call to be closed. */
        record Close(
                long callId,
                Exchange exchange,
                Duration latency,
                Optional<BigDecimal> cost,
                CompletableFuture<Void> done)
                implements Entered {}

        /** The end. */
        record End(CompletableFuture<Void> done) implements Entered {}
    }

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final BlockingQueue<Entered> queue = new LinkedBlockingQueue<>();
    private final JournalTable table;
    private final Executor workers;
    private final Duration lookAgain;
    private final Thread writer;
    /** These two belong to the writing thread. */
    private final List<Entered.Open> waiting = new ArrayList<>();

    private final Set<Long> inFlight = new HashSet<>();
    /** Written by the writing thread only. */
    private volatile JournalTotals totals = JournalTotals.NONE;

    /** A journal with {@link JournalSettings#standard()}. */
    public JdbcJournal(DataSource dataSource, Run run, Executor workers) {
        this(dataSource, run, JournalSettings.standard(), workers);
    }

    /**
     * Starts the writing thread.
     *
     * @param workers where those who wait go on, so that the writing thread only writes
     */
    public JdbcJournal(DataSource dataSource, Run run, JournalSettings settings, Executor workers) {
        this(dataSource, run, settings, workers, LOOK_AGAIN);
    }

    /** @param lookAgain how often to look what has become of calls in flight elsewhere */
    JdbcJournal(DataSource dataSource, Run run, JournalSettings settings, Executor workers, Duration lookAgain) {
        this.table = new JournalTable(dataSource, run, settings);
        this.workers = workers;
        this.lookAgain = lookAgain;
        this.writer = new Thread(this::write, "winnow-journal");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public CompletableFuture<Entry> open(CallIntent intent) {
        CompletableFuture<Entry> done = new CompletableFuture<>();
        queue.add(new Entered.Open(intent, intent.request().key(), done));
        return done.thenApplyAsync(entry -> entry, workers);
    }

    @Override
    public CompletableFuture<List<Boolean>> answered(List<ModelRequest> requests) {
        return CompletableFuture.supplyAsync(() -> table.answered(requests), workers);
    }

    @Override
    public CompletableFuture<Void> close(long callId, Exchange exchange, Duration latency, Optional<BigDecimal> cost) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        queue.add(new Entered.Close(callId, exchange, latency, cost, done));
        return done.thenApplyAsync(nothing -> nothing, workers);
    }

    /** What has passed through so far. */
    public JournalTotals totals() {
        return totals;
    }

    /** Writes what is there. Calls that wait for others to end are not opened any more: their futures fail. */
    @Override
    public void close() {
        queue.add(new Entered.End(ended));
        ended.join();
    }

    private void write() {
        List<Entered> batch = new ArrayList<>();
        long looked = System.nanoTime();
        while (true) {
            try {
                next(looked).ifPresent(batch::add);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            queue.drainTo(batch, MOST_IN_A_COMMIT - batch.size());
            boolean look = batch.stream().anyMatch(Entered.Close.class::isInstance)
                    || System.nanoTime() - looked >= lookAgain.toNanos();
            if (look) {
                batch.addAll(0, waiting);
                waiting.clear();
                looked = System.nanoTime();
            }
            commit(batch);
            for (Entered entered : batch) {
                if (entered instanceof Entered.End end) {
                    waiting.forEach(open -> open.done().completeExceptionally(new IllegalStateException("closed")));
                    end.done().complete(null);
                    return;
                }
            }
            batch.clear();
        }
    }

    /** What comes next, or nothing where it is time to look at those who wait. */
    private Optional<Entered> next(long looked) throws InterruptedException {
        if (waiting.isEmpty()) {
            return Optional.of(queue.take());
        }
        long left = lookAgain.toNanos() - (System.nanoTime() - looked);
        return Optional.ofNullable(queue.poll(left, TimeUnit.NANOSECONDS));
    }

    private void commit(List<Entered> batch) {
        List<Entered.Open> opens = new ArrayList<>();
        List<Entered.Close> closes = new ArrayList<>();
        for (Entered entered : batch) {
            if (entered instanceof Entered.Open open) {
                opens.add(open);
            } else if (entered instanceof Entered.Close close) {
                closes.add(close);
            }
        }
        try {
            List<Turn> turns = writeOrRetry(opens, closes);
            closes.forEach(close -> inFlight.remove(close.callId()));
            totals = count(turns, closes);
            tell(opens, turns);
            closes.forEach(close -> close.done().complete(null));
        } catch (RuntimeException | Error e) {
            // whatever it is, nobody may wait for ever
            opens.forEach(open -> open.done().completeExceptionally(e));
            closes.forEach(close -> close.done().completeExceptionally(e));
        }
    }

    private void tell(List<Entered.Open> opens, List<Turn> turns) {
        for (Turn turn : turns) {
            if (turn instanceof Turn.Given given && given.entry() instanceof Entry.Opened opened) {
                inFlight.add(opened.callId());
            }
        }
        for (int i = 0; i < opens.size(); i++) {
            Entered.Open open = opens.get(i);
            if (turns.get(i) instanceof Turn.Given given) {
                open.done().complete(given.entry());
            } else if (turns.get(i) instanceof Turn.NoRoom full && inFlight.isEmpty()) {
                open.done().complete(full.budget());
            } else {
                waiting.add(open);
            }
        }
    }

    /** A reply that has been paid for is not given up for one lost connection. */
    private List<Turn> writeOrRetry(List<Entered.Open> opens, List<Entered.Close> closes) {
        for (int pause = 0; ; pause++) {
            try {
                return table.write(opens, closes, inFlight);
            } catch (DatabaseException e) {
                if (e.reason() != DatabaseException.Cause.CONNECTION || pause == PAUSES.size()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSES.get(pause).toNanos());
            }
        }
    }

    private JournalTotals count(List<Turn> turns, List<Entered.Close> closes) {
        JournalTotals counted = totals;
        for (Turn turn : turns) {
            boolean hit = turn instanceof Turn.Given given && given.entry() instanceof Entry.Answered;
            counted = hit ? counted.hit() : counted;
        }
        for (Entered.Close close : closes) {
            counted = counted.closed(close);
        }
        return counted;
    }
}
