package dev.winnow.core.limit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Lets time pass without holding a thread. A lambda is the fake. */
@FunctionalInterface
public interface Delay {

    /** The real thing. */
    Delay REAL = duration ->
            new CompletableFuture<Void>().completeOnTimeout(null, duration.toMillis(), TimeUnit.MILLISECONDS);

    /** Completes after {@code duration}. */
    CompletableFuture<Void> after(Duration duration);

    /** The same for timers that nobody waits for, where waits are told to somebody; by default itself. */
    default Delay untold() {
        return this;
    }
}
