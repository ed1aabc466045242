package dev.winnow.core.limit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A circuit breaker over the last calls. It opens when half of them have failed, stays open for a time that grows with each
 * failed trial, and closes again when the trial calls succeed. Calls that were let through in an earlier state say nothing about
 * the present one: the library counts whatever it is told. Thread-safe.
 */
final class Breaker {

    private static final int WINDOW = 20;
    private static final int FEWEST_CALLS = 10;
    private static final float FAILURE_RATE_PERCENT = 50;
    private static final int TRIALS = 3;
    private static final Duration SHORTEST_OPEN = Duration.ofSeconds(5);
    private static final Duration LONGEST_OPEN = Duration.ofMinutes(1);
    /** While trial calls are on their way, nobody knows how long they take. */
    private static final Duration TRIAL_CHECK = Duration.ofSeconds(1);

    /** The library wants a cause; it is counted and never shown. */
    private static final Exception FAILURE = new Exception("call failed", null, false, false) {};

    private static final IntervalFunction INTERVALS =
            IntervalFunction.ofExponentialBackoff(SHORTEST_OPEN, 2, LONGEST_OPEN);

    private final Clock clock;
    private final CircuitBreaker breaker;
    private long generation;
    private long given;
    /** The number of the latest permit whose call was answered. */
    private long answered = -1;

    private volatile Instant openUntil = Instant.EPOCH;

    Breaker(String name, Clock clock, Runnable changed) {
        this.clock = clock;
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(WINDOW)
                        .minimumNumberOfCalls(FEWEST_CALLS)
                        .failureRateThreshold(FAILURE_RATE_PERCENT)
                        .permittedNumberOfCallsInHalfOpenState(TRIALS)
                        .waitIntervalFunctionInOpenState(this::openFor)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            generation++;
            changed.run();
        });
    }

    /** How long it stays open this time; the library does not tell, so it is remembered here. */
    private long openFor(int time) {
        long millis = INTERVALS.apply(time);
        openUntil = clock.instant().plusMillis(millis);
        return millis;
    }

    /** If a call may be made; then it must be {@link #released}, or {@link #sent} and end as succeeded, failed or hung. */
    synchronized Optional<Permit> enter() {
        return breaker.tryAcquirePermission() ? Optional.of(new Permit(generation, given++)) : Optional.empty();
    }

    /** Whether the circuit is still in the state in which {@code permit} was given. */
    synchronized boolean holds(Permit permit) {
        return permit.of(generation);
    }

    /** Its call is sent now, after those that were meanwhile. */
    synchronized void sent(Permit permit) {
        permit.number(given++);
    }

    synchronized void succeeded(Permit permit) {
        answered = Math.max(answered, permit.number());
        if (permit.spend(generation)) {
            breaker.onSuccess(0, TimeUnit.MILLISECONDS);
        }
    }

    synchronized void failed(Permit permit) {
        if (permit.spend(generation)) {
            breaker.onError(0, TimeUnit.MILLISECONDS, FAILURE);
        }
    }

    /** Nothing came in time: where a call that was sent later was answered, that was not for the server's sake. */
    synchronized void hung(Permit permit) {
        if (permit.number() < answered) {
            released(permit);
        } else {
            failed(permit);
        }
    }

    synchronized void released(Permit permit) {
        if (permit.spend(generation)) {
            breaker.releasePermission();
        }
    }

    EndpointGate.Kind kind() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> EndpointGate.Kind.OPEN;
            case HALF_OPEN -> EndpointGate.Kind.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> EndpointGate.Kind.CLOSED;
        };
    }

    /** Until when no trial is made; in the past unless it is open. */
    Instant openUntil() {
        return openUntil;
    }

    /** How long until it is worth asking again; zero where a call may be made. */
    Duration left() {
        return switch (kind()) {
            case OPEN -> {
                // the library lets the first trial through only after the instant itself
                Duration left = Duration.between(clock.instant(), openUntil).plusMillis(1);
                yield left.isNegative() ? Duration.ZERO : left;
            }
            case HALF_OPEN -> TRIAL_CHECK;
            case CLOSED, PARKED -> Duration.ZERO;
        };
    }
}
