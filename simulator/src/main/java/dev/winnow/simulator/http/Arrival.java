package dev.winnow.simulator.http;

import java.time.Duration;

/**
 * How much of a reply reaches the client.
 *
 * @param pace time between two bytes of the body; zero sends it at once
 */
public record Arrival(Ending ending, Duration pace) {
    public static final Arrival WHOLE = new Arrival(Ending.WHOLE, Duration.ZERO);

    /** Where a reply ends. */
    public enum Ending {
        WHOLE,
        /** The first half of the body, then the connection is closed. */
        HALF,
        /** The connection is closed before the first byte. */
        NOTHING,
        /** Nothing is sent, and the connection stays open. */
        HELD
    }
}
