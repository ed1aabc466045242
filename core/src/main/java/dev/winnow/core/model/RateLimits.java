package dev.winnow.core.model;

import java.time.Duration;
import java.util.Optional;

/** The rate limits that the headers {@code x-ratelimit-*} of an answer told; compatible servers often send none. */
public record RateLimits(Optional<Limit> requests, Optional<Limit> tokens) {

    /** Nothing was told. */
    public static final RateLimits NONE = new RateLimits(Optional.empty(), Optional.empty());

    /**
     * One limit.
     *
     * @param limit what a minute takes
     * @param remaining what is left of it now
     * @param reset how long until it is whole again
     */
    public record Limit(long limit, long remaining, Duration reset) {}
}
