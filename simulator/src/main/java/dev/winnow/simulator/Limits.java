package dev.winnow.simulator;

import java.time.Duration;

/**
 * Rate limits for all calls together. Both fill up evenly: a used unit comes back after {@code minute / limit}.
 *
 * <p>A call needs one request and its tokens: the larger of its output limit and a quarter of its characters. What does
 * not fit is refused with 429; a refused call still uses up a request.
 *
 * @param requestsPerMinute requests in one {@code minute}, at least 1
 * @param tokensPerMinute tokens in one {@code minute}, at least 1
 * @param minute the time in which both come back; shorter than a real minute for quick tests
 */
public record Limits(long requestsPerMinute, long tokensPerMinute, Duration minute) {

    /** @throws IllegalArgumentException if a value is not positive */
    public Limits {
        if (requestsPerMinute < 1 || tokensPerMinute < 1 || minute.isZero() || minute.isNegative()) {
            throw new IllegalArgumentException("limits: %d requests and %d tokens in %s, must be positive"
                    .formatted(requestsPerMinute, tokensPerMinute, minute));
        }
    }

    /** Limits in a real minute. */
    public static Limits perMinute(long requests, long tokens) {
        return new Limits(requests, tokens, Duration.ofMinutes(1));
    }

    /** Limits that no one reaches: a thousand million requests and a million million tokens. */
    public static Limits none() {
        return perMinute(1_000_000_000L, 1_000_000_000_000L);
    }
}
