package dev.winnow.core.extraction;

import dev.winnow.core.extraction.Asking.State;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.outcome.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What calls without a reply come to in an attempt. Used by one call chain at a time. */
final class Failures {

    private static final int TOO_MANY_REQUESTS = 429;
    /** No endpoint has so many keys. */
    private static final int MOST_KEYS = 100;

    private final List<Asking> route;
    private final Verdict verdict;
    private final Waits waits;
    private final Map<Asking, Called.Failed> last = new HashMap<>();
    private String cause = "";
    private int refusedKeys;

    Failures(List<Asking> route, Verdict verdict, Waits waits) {
        this.route = route;
        this.verdict = verdict;
        this.waits = waits;
    }

    /** How the last one failed, for operators; empty if none has. */
    String cause() {
        return cause;
    }

    /** Decides about the failures of the calls that could be made again. */
    void settle() {
        for (Asking asking : route) {
            if (asking.state() != State.DUE) {
                continue;
            }
            switch (asking.retries().standing()) {
                case OPEN -> {}
                case UNCLEAR -> asking.become(State.UNANSWERED);
                case PROVEN -> {
                    Called.Failed failed = Objects.requireNonNull(last.get(asking));
                    asking.become(State.OVER);
                    verdict.call(failed.callId());
                    verdict.failure(new Outcome.Failed(failed.failure().summary()));
                }
            }
        }
    }

    /** Whether the call may be made at once with the next key, after one was refused. */
    boolean anotherKey() {
        return refusedKeys++ < MOST_KEYS;
    }

    /** The pause before the call may be made again, none where the throttle sees to it; empty where its endpoint or model was parked instead. */
    Optional<Duration> pause(Asking asking, Called.Failed failed) {
        CallFailure failure = failed.failure();
        last.put(asking, failed);
        cause = asking.gate().name() + ": " + failure.summary();
        boolean limited = failure.kind().handling() == CallFailure.Handling.WAIT;
        asking.refused(limited);
        if (limited) {
            asking.retries().limited(waits.clock().instant());
        }
        Duration pause = limited ? Duration.ZERO : asking.retries().failed(failure, failed.successesBefore());
        Optional<Duration> tooLong = failure.retryAfter()
                .filter(asked -> asked.compareTo(waits.bounds().longestWait()) > 0);
        if (!limited) { // that the throttle has parked, for it is the model's
            tooLong.ifPresent(asking.gate()::park);
        }
        return tooLong.isPresent() ? Optional.empty() : Optional.of(pause);
    }

    /** The call concerned this document: the stage is over. */
    void document(Asking asking, Called.Failed failed) {
        CallFailure failure = failed.failure();
        asking.become(State.OVER);
        verdict.call(failed.callId());
        switch (failure.kind()) {
            case TOO_LONG -> {
                verdict.failure(new Outcome.TooLong(failure.summary()));
                if (failure.status() != TOO_MANY_REQUESTS) {
                    passOverSmaller(asking);
                }
            }
            case FILTERED -> verdict.failure(new Outcome.Filtered());
            default -> {
                if (failure.barred()) {
                    verdict.failure(new Outcome.Failed(failure.summary()));
                } else {
                    verdict.rejected(asking.standing(), failure);
                }
            }
        }
    }

    /** What was too long for one model is too long for those whose window is known to be no larger. */
    private void passOverSmaller(Asking asking) {
        Optional<Integer> window = asking.target().model().contextWindow();
        route.stream()
                .filter(other -> other.state() == State.DUE && window.isPresent())
                .filter(other -> other.target()
                        .model()
                        .contextWindow()
                        .filter(size -> size <= window.get())
                        .isPresent())
                .forEach(other -> other.become(State.OVER));
    }
}
