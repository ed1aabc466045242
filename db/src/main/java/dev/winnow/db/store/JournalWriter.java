package dev.winnow.db.store;

import dev.winnow.core.journal.Journal.Entry;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.db.connect.DatabaseException;
import dev.winnow.db.store.JournalTable.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal's writing thread: gathers what comes while it commits, and keeps those who have to wait. */
final class JournalWriter {

    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    private static final int MOST_IN_A_COMMIT = 512;
    /** Between the beginnings of two commits: a commit costs as much as dozens of rows, and few replies wait for it, without a place in flight. */
    private static final long GATHERING = 20_000_000;

    /** @param noRoom in which budget, if it is that */
    private record Waiting(Entered.Open open, Optional<Entry.OverBudget> noRoom) {}

    private final BlockingQueue<Entered> queue = new LinkedBlockingQueue<>();
    private final JournalTable table;
    private final Duration longestOutage;
    private final StopSignal stop;
    private final Duration lookAgain;
    private final Thread thread = new Thread(this::write, "winnow-journal");
    /** These belong to the writing thread. */
    private final List<Waiting> waiting = new ArrayList<>();

    private final Set<Long> inFlight = new HashSet<>();
    private @Nullable Long outage;
    /** Written by the writing thread only. */
    private volatile JournalTotals totals = JournalTotals.NONE;
    /** Likewise. */
    private volatile JournalWaits waits = JournalWaits.NONE;

    private volatile boolean ending;

    /**
     * Starts nothing yet.
     *
     * @param lookAgain how often to look what has become of calls in flight elsewhere, and of a database that is gone
     */
    JournalWriter(JournalTable table, Duration longestOutage, StopSignal stop, Duration lookAgain) {
        this.table = table;
        this.longestOutage = longestOutage;
        this.stop = stop;
        this.lookAgain = lookAgain;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
        stop.requested().thenRun(this::nudge);
    }

    void add(Entered entered) {
        queue.add(entered);
    }

    JournalTotals totals() {
        return totals;
    }

    JournalWaits waits() {
        return waits;
    }

    /** Returns once everything is written or given up. */
    void end() throws InterruptedException {
        ending = true;
        queue.add(new Entered.End());
        LockSupport.unpark(thread);
        thread.join();
    }

    private void nudge() {
        queue.add(new Entered.Nudge());
        LockSupport.unpark(thread);
    }

    private void write() {
        List<Entered> batch = new ArrayList<>();
        long looked = System.nanoTime();
        long begun = looked - GATHERING;
        boolean ended = false;
        while (!ended) {
            batch.clear();
            try {
                next(looked).ifPresent(batch::add);
                gather(begun);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            queue.drainTo(batch, MOST_IN_A_COMMIT - batch.size());
            boolean look = System.nanoTime() - looked >= lookAgain.toNanos()
                    || batch.stream().anyMatch(one -> !(one instanceof Entered.Open));
            if (look) {
                batch.addAll(0, waiting.stream().map(Waiting::open).toList());
                waiting.clear();
                looked = System.nanoTime();
            }
            begun = System.nanoTime();
            commit(batch);
            ended = batch.stream().anyMatch(Entered.End.class::isInstance);
        }
        waiting.forEach(one -> one.open().done().completeExceptionally(new IllegalStateException("closed")));
    }

    /** What comes next, or nothing where it is time to look at those who wait. */
    private Optional<Entered> next(long looked) throws InterruptedException {
        if (waiting.isEmpty()) {
            return Optional.of(queue.take());
        }
        long left = lookAgain.toNanos() - (System.nanoTime() - looked);
        return Optional.ofNullable(queue.poll(left, TimeUnit.NANOSECONDS));
    }

    private void gather(long begun) throws InterruptedException {
        long left = GATHERING - (System.nanoTime() - begun);
        if (left > 0 && !ending && !stop.isRequested()) {
            TimeUnit.NANOSECONDS.sleep(left);
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
            List<Turn> turns = writeOrRetry(opens, closes);
            closes.forEach(close -> inFlight.remove(close.callId()));
            totals = totals.with(turns, closes);
            tell(opens, turns);
            closes.forEach(close -> close.done().complete(null));
        } catch (RuntimeException | Error e) {
            // whatever it is, nobody may wait for ever
            opens.forEach(open -> open.done().completeExceptionally(e));
            closes.forEach(close -> close.done().completeExceptionally(e));
        } finally {
            waits = present();
        }
    }

    private JournalWaits present() {
        if (waiting.isEmpty()) {
            return JournalWaits.NONE;
        }
        List<Entry.OverBudget> full =
                waiting.stream().flatMap(one -> one.noRoom().stream()).toList();
        String budget = full.isEmpty() ? "" : full.get(full.size() - 1).budget();
        return new JournalWaits(waiting.size() - full.size(), full.size(), budget);
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
                waiting.add(new Waiting(
                        open,
                        turns.get(i) instanceof Turn.NoRoom full ? Optional.of(full.budget()) : Optional.empty()));
            }
        }
    }

    /** A reply that has been paid for is not given up because the database is gone or full for a while. */
    private List<Turn> writeOrRetry(List<Entered.Open> opens, List<Entered.Close> closes) {
        while (true) {
            boolean last = ending && stop.isRequested();
            if (stop.isRequested()) {
                opens.forEach(open -> open.done().complete(new Entry.GivenUp()));
                opens.clear();
            }
            try {
                List<Turn> turns = table.write(opens, closes, inFlight);
                back();
                return turns;
            } catch (DatabaseException e) {
                if (e.reason() == DatabaseException.Cause.OTHER || last || outageIsOver(e)) {
                    throw e;
                }
                // woken early by a stop and by the end
                LockSupport.parkNanos(lookAgain.toNanos());
            }
        }
    }

    /** Whether it has lasted long enough; says once that it is waited for. */
    private boolean outageIsOver(DatabaseException e) {
        if (longestOutage.isZero()) {
            return true;
        }
        long now = System.nanoTime();
        if (outage == null) {
            outage = now;
            LOG.warn(
                    "{}; calls and replies are kept for up to {} s, until the database takes them",
                    e.getMessage(),
                    longestOutage.toSeconds());
        }
        return now - outage >= longestOutage.toNanos();
    }

    private void back() {
        if (outage != null) {
            outage = null;
            LOG.info("The database takes calls and replies again");
        }
    }
}
