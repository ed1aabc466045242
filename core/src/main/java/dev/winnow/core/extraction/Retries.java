package dev.winnow.core.extraction;

import dev.winnow.core.limit.Backoff;
import dev.winnow.core.limit.Bounds;
import dev.winnow.core.limit.TargetStanding;
import dev.winnow.core.model.CallFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one request has been through without a reply. A failure is charged to the document only if another document succeeded at
 * the same model and endpoint since the failed call began; waits for quota are charged to nobody, unless they never end. Used by one call chain at a time.
 */
final class Retries {

    /** Where the request stands. */
    enum Standing {
        /** It may be made once more. */
        OPEN,
        /** So many charged failures are the document's own. */
        PROVEN,
        /** It failed often while nothing succeeded: nobody knows whose fault that is. */
        UNCLEAR
    }

    /** Of one request. */
    private static final int MOST_LIMITED = 20;

    private final TargetStanding target;
    private final Bounds bounds;
    private final Backoff backoff;
    private OptionalLong undecided = OptionalLong.empty();
    private Optional<Limited> limited = Optional.empty();
    private int charged;
    private int uncharged;

    Retries(TargetStanding target, Bounds bounds, Backoff backoff) {
        this.target = target;
        this.bounds = bounds;
        this.backoff = backoff;
    }

    /**
     * Calls that limits have refused.
     *
     * @param last the last of them before which others were answered
     * @param successes of the target by then
     */
    private record Limited(int calls, Instant first, Instant last, long successes) {}

    /** Decides about the last failure, at the time of the next try. */
    Standing standing() {
        if (undecided.isPresent()) {
            boolean othersSucceeded = target.successes() > undecided.getAsLong();
            charged += othersSucceeded ? 1 : 0;
            uncharged += othersSucceeded ? 0 : 1;
            undecided = OptionalLong.empty();
        }
        if (charged > bounds.retries() || limited.filter(this::onlyThis).isPresent()) {
            return Standing.PROVEN;
        }
        return uncharged > 2 * (bounds.retries() + 1) ? Standing.UNCLEAR : Standing.OPEN;
    }

    /** Limits pass sooner or later: what they refuse for so long, while others are answered, no limit will ever take. */
    private boolean onlyThis(Limited refused) {
        return refused.calls() > MOST_LIMITED
                && Duration.between(refused.first(), refused.last()).compareTo(bounds.longestOutage()) > 0;
    }

    /** A limit has refused the call; that uses up no retry. */
    void limited(Instant now) {
        long successes = target.successes();
        limited = Optional.of(limited.map(so -> new Limited(
                        so.calls() + 1, so.first(), successes > so.successes() ? now : so.last(), successes))
                .orElseGet(() -> new Limited(1, now, now, successes)));
    }

    /**
     * The pause after a transport failure.
     *
     * @param successesBefore of the target, when the call began
     */
    Duration failed(CallFailure failure, long successesBefore) {
        undecided = OptionalLong.of(successesBefore);
        Backoff pace = failure.kind() == CallFailure.Kind.OVERLOADED ? backoff.slower() : backoff;
        return pace.delay(charged + uncharged + 1, failure.retryAfter());
    }
}
