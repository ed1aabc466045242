package dev.winnow.batch.job;

import dev.winnow.batch.watch.RunListener;
import dev.winnow.core.outcome.OutcomeKind;
import dev.winnow.db.store.JdbcJournal;
import dev.winnow.db.store.JournalTotals;
import dev.winnow.db.store.Restored;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a run has done so far, for whoever shows it. Thread-safe. */
public final class Progress {

    private final AtomicLong registered = new AtomicLong();
    private final AtomicLong total = new AtomicLong();
    private final LongAdder done = new LongAdder();
    private volatile Restored restored = Restored.NONE;
    private volatile int cutOff;
    private volatile Optional<JdbcJournal> journal = Optional.empty();
    private volatile RunListener listener = new RunListener() {};
    private final Map<OutcomeKind, LongAdder> outcomes = new ConcurrentSkipListMap<>();

    void watch(JdbcJournal watched) {
        journal = Optional.of(watched);
    }

    void watch(RunListener told) {
        listener = told;
    }

    void registered(long files) {
        registered.addAndGet(files);
    }

    void toDo(long documents) {
        total.set(documents);
    }

    void restored(Restored rows) {
        restored = rows;
    }

    void cutOff(int calls) {
        cutOff = calls;
        if (calls > 0) {
            listener.cutOff(calls);
        }
    }

    void reached(OutcomeKind outcome) {
        done.increment();
        listener.reached(outcome);
        outcomes.computeIfAbsent(outcome, kind -> new LongAdder()).increment();
    }

    /** Files found so far. */
    public long registered() {
        return registered.get();
    }

    /** Documents to be extracted; 0 until that is known. */
    public long total() {
        return total.get();
    }

    /** What became of rows that were missing; nothing before that is known. */
    public Restored restored() {
        return restored;
    }

    /** Calls whose replies were not waited for when the run ended. */
    public int cutOff() {
        return cutOff;
    }

    /** Documents with an outcome in this run. */
    public long done() {
        return done.sum();
    }

    /** The calls so far; empty before the first can be made. */
    public Optional<JournalTotals> calls() {
        return journal.map(JdbcJournal::totals);
    }

    /** Their outcomes, by name. */
    public Map<OutcomeKind, LongAdder> outcomes() {
        return outcomes;
    }
}
