package dev.winnow.core.openai;

import java.time.Duration;

/**
 * How long a call may take, each longer than zero.
 *
 * @param connect until the connection stands
 * @param silence between two bytes
 * @param wholeCall from its start to the last byte, however steadily they come; a model that reasons may need minutes
 */
public record Timeouts(Duration connect, Duration silence, Duration wholeCall) {

    /** Refuses what is not longer than zero: some clients take zero for no limit. */
    public Timeouts {
        for (Duration duration : new Duration[] {connect, silence, wholeCall}) {
            if (duration.isZero() || duration.isNegative()) {
                throw new IllegalArgumentException("a timeout must be longer than zero");
            }
        }
    }

    /** 10 seconds, 5 minutes, 10 minutes. */
    public static Timeouts standard() {
        return new Timeouts(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMinutes(10));
    }
}
