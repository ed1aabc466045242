package dev.winnow.core.extraction;

import dev.winnow.core.limit.TargetStanding;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.outcome.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What has been decided so far in an attempt. What a reply decides stands where later calls bring none; what failures decide
 * counts only where no reply came at all. The last counts. Used by one call chain at a time.
 */
final class Verdict {

    private Optional<Outcome> byReply = Optional.empty();
    private Optional<Outcome> byFailure = Optional.empty();
    private final Set<TargetStanding> rejectedBy = new LinkedHashSet<>();
    private final List<Long> calls = new ArrayList<>();
    private String cause = "";

    /** A call has decided something. */
    void call(long id) {
        calls.add(id);
    }

    void reply(Outcome outcome) {
        byReply = Optional.of(outcome);
    }

    /** The endpoint took the request and refused it, or the document is proven to be the cause. */
    void failure(Outcome outcome) {
        byFailure = Optional.of(outcome);
        rejectedBy.clear();
    }

    /** The model refused the request as such: the document's fault only if it takes others. */
    void rejected(TargetStanding target, CallFailure failure) {
        byFailure = Optional.of(new Outcome.Failed(failure.summary()));
        rejectedBy.add(target);
        cause = target.gate().name() + ": " + failure.summary();
    }

    /** What replies have decided. */
    Optional<Outcome> byReply() {
        return byReply;
    }

    /** What has been decided by whatever came. */
    Optional<Outcome> outcome() {
        return byReply.or(() -> byFailure);
    }

    /** The targets whose refusals the outcome rests on; empty where it needs no proof. */
    Set<TargetStanding> toBeProvenAt() {
        return byReply.isPresent() ? Set.of() : rejectedBy;
    }

    /** The journal's ids of the calls that decided something, in order. */
    List<Long> calls() {
        return calls;
    }

    /** Why the last of them refused, for operators. */
    String cause() {
        return cause;
    }
}
