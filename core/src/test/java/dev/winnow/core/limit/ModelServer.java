package dev.winnow.core.limit;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.RateLimits;
import java.time.Duration;
import java.util.Optional;

/** A server that keeps limits of requests and of tokens, tells them or not, and has another client or not. */
final class ModelServer {

    static final long MINUTE = Duration.ofMinutes(1).toNanos();

    final long minute;
    final ModelLimit requests;
    final ModelLimit tokens;
    private Optional<ModelLimit> slice = Optional.empty();
    private boolean told = true;
    private boolean refusedCount = true;
    double othersShare;
    private long othersTurns;

    /** When what is admitted counts. */
    long from;

    long until;

    double admittedRequests;
    double admittedTokens;
    double othersAdmitted;
    long calls;
    long refusals;

    ModelServer(ModelLimit.Kind kind, double requests, double tokens) {
        this(kind, requests, tokens, MINUTE);
    }

    /** @param minute nanoseconds */
    ModelServer(ModelLimit.Kind kind, double requests, double tokens, long minute) {
        this.minute = minute;
        this.until = 10 * minute;
        this.requests = new ModelLimit(kind, requests, minute);
        this.tokens = new ModelLimit(kind, tokens, minute);
    }

    /** Tells nothing about limits. */
    ModelServer silent() {
        told = false;
        return this;
    }

    /** Grants a tenth more than its part to each slice of a minute, for requests. */
    ModelServer sliced(ModelLimit.Kind kind, int slices) {
        slice = Optional.of(new ModelLimit(kind, requests.limit / slices * 1.1, minute / slices));
        return this;
    }

    /** Another client asks for so much of the requests, evenly. */
    ModelServer shared(double share) {
        othersShare = share;
        return this;
    }

    private void others(long now) {
        if (othersShare > 0) {
            double interval = minute / (requests.limit * othersShare);
            for (; othersTurns * interval <= now; othersTurns++) {
                long at = (long) (othersTurns * interval);
                if (requests.untilFree(1, at) == 0) {
                    requests.take(1);
                    othersAdmitted += counts(at) ? 1 : 0;
                } else {
                    requests.refused();
                }
            }
        }
    }

    private boolean counts(long at) {
        return at >= from && at < until;
    }

    Exchange call(long units, long now, ModelReply reply) {
        calls++;
        others(now);
        long sliced = slice.map(one -> one.untilFree(1, now)).orElse(0L);
        long wait = Math.max(sliced, Math.max(requests.untilFree(1, now), tokens.untilFree(units, now)));
        CallResult result = reply;
        if (wait == 0) {
            slice.ifPresent(one -> one.take(1));
            requests.take(1);
            tokens.take(units);
            admittedRequests += counts(now) ? 1 : 0;
            admittedTokens += counts(now) ? units : 0;
        } else {
            refusals++;
            if (refusedCount) {
                requests.refused();
                slice.ifPresent(ModelLimit::refused);
            }
            Optional<Duration> after = told ? Optional.of(Duration.ofNanos(wait)) : Optional.empty();
            result = new CallFailure(CallFailure.Kind.RATE_LIMITED, 429, "rate_limit_exceeded", after);
        }
        return new Exchange(
                result,
                Optional.empty(),
                told ? new RateLimits(Optional.of(limit(requests)), Optional.of(limit(tokens))) : RateLimits.NONE);
    }

    private static RateLimits.Limit limit(ModelLimit limit) {
        return new RateLimits.Limit((long) limit.limit, limit.remaining(), Duration.ofNanos(limit.reset()));
    }
}
