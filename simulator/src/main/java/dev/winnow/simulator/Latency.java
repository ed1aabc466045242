package dev.winnow.simulator;

import java.time.Duration;
import java.util.Random;

/** How long a reply takes. Called once for each answered call, from several threads. */
@FunctionalInterface
public interface Latency {

    /** The next reply's time, to the millisecond; zero or less answers at once. */
    Duration next();

    /** Replies at once. */
    static Latency none() {
        return () -> Duration.ZERO;
    }

    /** Each reply takes the same time. */
    static Latency fixed(Duration duration) {
        return () -> duration;
    }

    /**
     * A model's latency with its heavy tail: 90 % take 150 ms, 8 % 400 ms, 1.8 % 1.5 s and 0.2 % 4 s (mean 202 ms).
     *
     * @param seed the same seed gives the same sequence
     */
    static Latency heavyTail(long seed) {
        Random random = new Random(seed);
        return () -> {
            int drawn = random.nextInt(1000);
            if (drawn < 900) {
                return Duration.ofMillis(150);
            }
            if (drawn < 980) {
                return Duration.ofMillis(400);
            }
            return drawn < 998 ? Duration.ofMillis(1500) : Duration.ofSeconds(4);
        };
    }
}
