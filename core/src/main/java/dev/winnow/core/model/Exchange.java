package dev.winnow.core.model;

import java.util.Optional;

/**
 * What one HTTP exchange brought.
 *
 * @param requestId the server's name for it ({@code x-request-id}), for questions to its operator
 * @param limits what the headers told about rate limits
 */
public record Exchange(CallResult result, Optional<String> requestId, RateLimits limits) {

    /** A result without anything about it. */
    public static Exchange of(CallResult result) {
        return new Exchange(result, Optional.empty(), RateLimits.NONE);
    }
}
