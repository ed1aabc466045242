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
import java.util.List;
import java.util.Optional;

/** Several listeners as one. */
public final class Listeners implements RunListener {

    private final List<RunListener> all;

    /** Tells each of {@code all}, in their order. */
    public Listeners(List<RunListener> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public void reused(CallIntent intent, long callId) {
        all.forEach(one -> one.reused(intent, callId));
    }

    @Override
    public void closed(ClosedCall call) {
        all.forEach(one -> one.closed(call));
    }

    @Override
    public void overBudget(CallIntent intent, String budget) {
        all.forEach(one -> one.overBudget(intent, budget));
    }

    @Override
    public void again(CallIntent intent, CallFailure failure) {
        all.forEach(one -> one.again(intent, failure));
    }

    @Override
    public void waiting(Duration pause) {
        all.forEach(one -> one.waiting(pause));
    }

    @Override
    public void endpoint(Endpoint endpoint, EndpointGate.State state) {
        all.forEach(one -> one.endpoint(endpoint, state));
    }

    @Override
    public void throttle(Target target, ThrottleState state) {
        all.forEach(one -> one.throttle(target, state));
    }

    @Override
    public void journal(JournalWaits waits) {
        all.forEach(one -> one.journal(waits));
    }

    @Override
    public void reached(OutcomeKind outcome) {
        all.forEach(one -> one.reached(outcome));
    }

    @Override
    public void cutOff(int calls) {
        all.forEach(one -> one.cutOff(calls));
    }

    @Override
    public void lost() {
        all.forEach(RunListener::lost);
    }

    @Override
    public void ended(RunReport report, Optional<String> reason) {
        all.forEach(one -> one.ended(report, reason));
    }
}
