package dev.winnow.db.store;

import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.journal.Journal;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.db.connect.DatabaseException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * The journal in {@code winnow.model_call}. One thread gathers what comes while it commits, so that many rows share a commit and
 * nobody waits for more than two. Thread-safe; closed after the last call.
 */
public final class JdbcJournal implements Journal, AutoCloseable {

    private static final int MOST_IN_A_COMMIT = 512;
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
    private final Thread writer;
    /** Written by the writing thread only. */
    private volatile JournalTotals totals = JournalTotals.NONE;

    /**
     * Starts the writing thread.
     *
     * @param workers where those who wait go on, so that the writing thread only writes
     */
    public JdbcJournal(DataSource dataSource, Run run, Executor workers) {
        this.table = new JournalTable(dataSource, run);
        this.workers = workers;
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

    @Override
    public void close() {
        queue.add(new Entered.End(ended));
        ended.join();
    }

    private void write() {
        List<Entered> batch = new ArrayList<>();
        while (true) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            queue.drainTo(batch, MOST_IN_A_COMMIT - 1);
            commit(batch);
            for (Entered entered : batch) {
                if (entered instanceof Entered.End end) {
                    end.done().complete(null);
                    return;
                }
            }
            batch.clear();
        }
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
            List<Entry> entries = writeOrRetry(opens, closes);
            totals = count(entries, closes);
            for (int i = 0; i < opens.size(); i++) {
                opens.get(i).done().complete(entries.get(i));
            }
            closes.forEach(close -> close.done().complete(null));
        } catch (RuntimeException | Error e) {
            // whatever it is, nobody may wait for ever
            opens.forEach(open -> open.done().completeExceptionally(e));
            closes.forEach(close -> close.done().completeExceptionally(e));
        }
    }

    /** A reply that has been paid for is not given up for one lost connection. */
    private List<Entry> writeOrRetry(List<Entered.Open> opens, List<Entered.Close> closes) {
        for (int pause = 0; ; pause++) {
            try {
                return table.write(opens, closes);
            } catch (DatabaseException e) {
                if (e.reason() != DatabaseException.Cause.CONNECTION || pause == PAUSES.size()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSES.get(pause).toNanos());
            }
        }
    }

    private JournalTotals count(List<Entry> entries, List<Entered.Close> closes) {
        JournalTotals counted = totals;
        for (Entry entry : entries) {
            counted = entry instanceof Entry.Answered ? counted.hit() : counted;
        }
        for (Entered.Close close : closes) {
            counted = counted.closed(close);
        }
        return counted;
    }
}
