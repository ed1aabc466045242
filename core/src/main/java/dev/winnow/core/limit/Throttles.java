package dev.winnow.core.limit;

import dev.winnow.core.model.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Makes the throttles of a run, which share what is shared with other processes. Thread-safe. */
public final class Throttles {

    private final Quotas quotas;
    private final Timeline time;
    private final SharedLimit shared;
    private final Duration longestWait;

    /**
     * Of one run.
     *
     * @param longestWait what a limit holds back for longer parks the target
     * @param delay how waits pass
     * @param workers where calls go on whose turn has come
     */
    public Throttles(Quotas quotas, Duration longestWait, Clock clock, Delay delay, Executor workers) {
        this.quotas = quotas;
        this.time = new Timeline(clock, delay.untold(), workers);
        this.longestWait = longestWait;
        this.shared = quotas.shared()
                .<SharedLimit>map(limit -> new FallbackLimit(limit, time, quotas.unshared()))
                .orElseGet(() -> new LocalLimit(time));
    }

    /** For calls without limits of any kind. */
    static Throttle unlimited(String name, EndpointGate gate) {
        Timeline time = new Timeline(Clock.systemUTC(), Delay.REAL, Runnable::run);
        Account account = new Account(name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new Throttle(
                Quotas.alone(Integer.MAX_VALUE), () -> account, new LocalLimit(time), gate, Duration.ofDays(1), time);
    }

    /** For calls to {@code target}, which go through {@code gate}. */
    public Throttle of(Target target, EndpointGate gate) {
        return new Throttle(quotas, () -> quotas.accounts().apply(target), shared, gate, longestWait, time);
    }
}
