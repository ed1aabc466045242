package dev.winnow.db.store;

import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.journal.Journal;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/**
 * The journal in {@code winnow.model_call}. One thread gathers what comes while it commits, so that many rows share a commit and
 * nobody waits for more than two. What may not be opened yet, because the same request or what is left of a budget is in flight,
 * waits here, and is looked at again when a call closes and about each second. While the database is gone everything waits, for
 * {@link JournalSettings#longestOutage} at most. Once the run is asked to stop, nothing is opened any more. Thread-safe; closed
 * after the last call.
 */
public final class JdbcJournal implements Journal, AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final JournalTable table;
    private final JournalWriter writer;
    private final Executor workers;

    /** A journal with {@link JournalSettings#standard()} for a run that nobody stops. */
    public JdbcJournal(DataSource dataSource, Run run, Executor workers) {
        this(dataSource, run, JournalSettings.standard(), new StopSignal(), workers);
    }

    /**
     * Starts the writing thread.
     *
     * @param stop once requested, opens are given up, those that wait too
     * @param workers where those who wait go on, so that the writing thread only writes
     */
    public JdbcJournal(DataSource dataSource, Run run, JournalSettings settings, StopSignal stop, Executor workers) {
        this(dataSource, run, settings, stop, workers, LOOK_AGAIN);
    }

    /** @param lookAgain how often to look what has become of calls in flight elsewhere, and of a database that is gone */
    JdbcJournal(
            DataSource dataSource,
            Run run,
            JournalSettings settings,
            StopSignal stop,
            Executor workers,
            Duration lookAgain) {
        this.table = new JournalTable(dataSource, run, settings);
        this.writer = new JournalWriter(table, settings.longestOutage(), stop, lookAgain);
        this.workers = workers;
        writer.start();
    }

    @Override
    public CompletableFuture<Entry> open(CallIntent intent) {
        CompletableFuture<Entry> done = new CompletableFuture<>();
        writer.add(new Entered.Open(intent, intent.request().key(), done));
        return done.thenApplyAsync(entry -> entry, workers);
    }

    @Override
    public CompletableFuture<List<Boolean>> answered(List<ModelRequest> requests) {
        return CompletableFuture.supplyAsync(() -> table.answered(requests), workers);
    }

    @Override
    public CompletableFuture<Void> close(long callId, Exchange exchange, Duration latency, Optional<BigDecimal> cost) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        writer.add(new Entered.Close(callId, exchange, latency, cost, done));
        return done.thenApplyAsync(nothing -> nothing, workers);
    }

    /** What has passed through so far. */
    public JournalTotals totals() {
        return writer.totals();
    }

    /** What calls wait for at present. */
    public JournalWaits waits() {
        return writer.waits();
    }

    /**
     * Writes what is there; after a stop with one try only, otherwise as long as an outage may last. Calls that wait for others to
     * end are not opened any more: their futures fail.
     */
    @Override
    public void close() {
        try {
            writer.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
