package dev.winnow.batch.watch;

import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.outcome.OutcomeKind;
import dev.winnow.db.store.RunReport;
import java.util.Optional;

/** Is told what happens in a run, by many threads at once; must return soon and never throw. What it does not ask for it ignores. */
public interface RunListener {

    /** A call is on record and about to be made. */
    default void opened(CallIntent intent) {}

    /** The journal had the reply: nothing is paid. */
    default void reused(CallIntent intent, long callId) {}

    /** A call is closed in the journal. */
    default void closed(ClosedCall call) {}

    /**
     * A call may not be made.
     *
     * @param budget which budget and how far it is spent
     */
    default void overBudget(CallIntent intent, String budget) {}

    /** So many documents have reached an outcome and are written. */
    default void reached(OutcomeKind outcome) {}

    /**
     * The run has ended.
     *
     * @param reason why it stopped early
     */
    default void ended(RunReport report, Optional<String> reason) {}
}
