package dev.winnow.simulator;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Rate limits; each model has them for each API key.
 *
 * <p>A call needs one request and its tokens: the larger of its output limit and a quarter of its characters. What does
 * not fit one of the limits is refused with 429.
 *
 * @param all the limits; of several for requests, or for tokens, the headers tell the first
 * @param told whether replies tell them in {@code x-ratelimit-*} headers and 429s when to come back; default true
 * @param refusedCount whether a refused call uses up a request, as OpenAI's do; default true
 * @param others the share of each limit, from 0 to below 1, that another client of the key uses up evenly from the
 *     first call on; default 0
 */
public record Limits(List<Limit> all, boolean told, boolean refusedCount, double others) {

    /** @throws IllegalArgumentException if the share of others is out of range */
    public Limits {
        all = List.copyOf(all);
        if (!(others >= 0 && others < 1)) {
            throw new IllegalArgumentException("limits: others use " + others + ", must be 0 to below 1");
        }
    }

    /**
     * Limits for requests and tokens that fill up evenly, in a minute that may be shorter than a real one.
     *
     * @throws IllegalArgumentException if a value is not positive
     */
    public Limits(long requestsPerMinute, long tokensPerMinute, Duration minute) {
        this(
                List.of(
                        new Limit(Limit.Of.REQUESTS_PER_MINUTE, requestsPerMinute, minute, Limit.Kind.REFILL, 1),
                        new Limit(Limit.Of.TOKENS_PER_MINUTE, tokensPerMinute, minute, Limit.Kind.REFILL, 1)),
                true,
                true,
                0);
    }

    /** Limits in a real minute that fill up evenly. */
    public static Limits perMinute(long requests, long tokens) {
        return new Limits(requests, tokens, Duration.ofMinutes(1));
    }

    /** Limits that no one reaches: a thousand million requests and a million million tokens. */
    public static Limits none() {
        return perMinute(1_000_000_000L, 1_000_000_000_000L);
    }

    public Limits withKind(Limit.Kind kind) {
        return each(limit -> new Limit(limit.of(), limit.amount(), limit.period(), kind, limit.slices()));
    }

    /** All limits so far enforced in slices of their period. */
    public Limits withSlices(int slices) {
        return each(limit -> new Limit(limit.of(), limit.amount(), limit.period(), limit.kind(), slices));
    }

    /** One more limit, told only if there is none yet of its unit. */
    public Limits and(Limit limit) {
        return new Limits(Stream.concat(all.stream(), Stream.of(limit)).toList(), told, refusedCount, others);
    }

    public Limits withTold(boolean newTold) {
        return new Limits(all, newTold, refusedCount, others);
    }

    public Limits withRefusedCount(boolean newRefusedCount) {
        return new Limits(all, told, newRefusedCount, others);
    }

    public Limits withOthers(double newOthers) {
        return new Limits(all, told, refusedCount, newOthers);
    }

    private Limits each(UnaryOperator<Limit> change) {
        return new Limits(all.stream().map(change).toList(), told, refusedCount, others);
    }
}
