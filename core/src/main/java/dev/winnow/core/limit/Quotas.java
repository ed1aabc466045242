package dev.winnow.core.limit;

import dev.winnow.core.model.Target;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the calls of a run keep to.
 *
 * @param shared hands out the units of limits to all processes that share them; empty if this one is alone. While it fails, this
 *     process goes at its own pace
 * @param maxInFlight the most calls of one target at a time, from 1; how many there are adapts below it
 * @param minute what the limits per minute are counted over: a minute, shorter for servers in tests and benchmarks
 * @param accounts asked again and again, so that a key may be replaced while a run goes on; must return at once
 * @param unshared is told why, once each time {@code shared} begins to fail; must return soon
 */
public record Quotas(
        Optional<SharedLimit> shared,
        int maxInFlight,
        Duration minute,
        Function<Target, Account> accounts,
        Consumer<Throwable> unshared) {

    /** Refuses what would let nothing through. */
    public Quotas {
        if (maxInFlight < 1 || minute.isNegative() || minute.isZero()) {
            throw new IllegalArgumentException("at least one call at a time, in a minute that lasts");
        }
    }

    /** Of a process that is alone, with nothing configured. */
    public static Quotas alone(int maxInFlight) {
        return new Quotas(Optional.empty(), maxInFlight, Duration.ofMinutes(1), Account::of, cause -> {});
    }
}
