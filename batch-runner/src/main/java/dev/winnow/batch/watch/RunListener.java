package dev.winnow.batch.watch;

import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.limit.ThrottleState;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.Target;
import dev.winnow.core.outcome.OutcomeKind;
import dev.winnow.db.store.JournalWaits;
import dev.winnow.db.store.RunReport;
import java.time.Duration;
import java.util.Optional;

/** Is told what happens in a run, by many threads at once; must return soon and never throw. What it does not ask for it ignores. */
public interface RunListener {

    /** The journal had the reply: nothing is paid. */
    default void reused(CallIntent intent, long callId) {}

    /** A call that was made is closed in the journal. */
    default void closed(ClosedCall call) {}

    /**
     * A call may not be made.
     *
     * @param budget which budget and how far it is spent
     */
    default void overBudget(CallIntent intent, String budget) {}

    /** A call is made again after {@code failure} of the one before, for the same document. */
    default void again(CallIntent intent, CallFailure failure) {}

    /** Someone waits for a quota, an endpoint or the next try. */
    default void waiting(Duration pause) {}

    /** The circuit of an endpoint has opened, is tried or has closed, or the endpoint is parked. */
    default void endpoint(Endpoint endpoint, EndpointGate.State state) {}

    /** How it stands with the calls to a target, now and then. */
    default void throttle(Target target, ThrottleState state) {}

    /** What calls wait for in the journal, now and then. */
    default void journal(JournalWaits waits) {}

    /** A document has reached an outcome and is written. */
    default void reached(OutcomeKind outcome) {}

    /** The run ends before the replies to so many calls have come. */
    default void cutOff(int calls) {}

    /** Another process has taken the run over; this one writes nothing more. */
    default void lost() {}

    /**
     * The run has ended.
     *
     * @param reason why it stopped early
     */
    default void ended(RunReport report, Optional<String> reason) {}
}
