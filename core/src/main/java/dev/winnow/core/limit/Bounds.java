package dev.winnow.core.limit;

import java.time.Duration;

/**
 * How far an attempt at a document goes.
 *
 * @param corrections how often each model is asked again after wrong replies, from 0; default 2
 * @param tokensPerDocument nothing is asked again that would take a document's replies and the next input beyond so many tokens;
 *     default 500,000
 * @param retries how often a call is made again whose failure is the document's own, from 0; default 8
 * @param longestWait a server that asks for a longer wait is left alone for that time; default 1 minute
 * @param longestOutage once an endpoint has failed for so long and no other can take its place, the run stops; default 30 minutes
 */
public record Bounds(
        int corrections, long tokensPerDocument, int retries, Duration longestWait, Duration longestOutage) {

    /** The defaults. */
    public static Bounds standard() {
        return new Bounds(2, 500_000, 8, Duration.ofMinutes(1), Duration.ofMinutes(30));
    }
}
