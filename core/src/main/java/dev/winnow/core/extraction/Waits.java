package dev.winnow.core.extraction;

import dev.winnow.core.limit.Backoff;
import dev.winnow.core.limit.Bounds;
import dev.winnow.core.limit.Delay;
import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.limit.StopSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The waits of a run: they hold no thread, a stop ends them all, and what is down for too long is not waited for. Thread-safe.
 *
 * @param workers go on after a wait: whoever ended it, the one timer of the JVM above all, has others to wake
 */
record Waits(
        Delay delay,
        StopSignal stop,
        Clock clock,
        Bounds bounds,
        Backoff backoff,
        GateChanges changes,
        Executor workers) {

    /** Those who wait for an endpoint wake one after another within this time. */
    private static final Duration SPREAD = Duration.ofSeconds(1);
    /** How long trial calls take nobody knows; their end changes the gate, so that this is for a place that was given back. */
    private static final Duration TRIAL_CHECK = Duration.ofSeconds(30);

    /** Completes after {@code pause}, or once the run is to stop. */
    CompletableFuture<Object> pause(Duration pause) {
        return resumed(CompletableFuture.anyOf(delay.after(pause), stop.requested()));
    }

    /** Completes when the first of {@code gates} may let a call through or has changed, or once the run is to stop. */
    CompletableFuture<Object> untilOneOpens(List<EndpointGate> gates) {
        // before the gates are looked at: no change between the two is missed
        CompletableFuture<Object> change = changes.any(gates);
        Duration shortest =
                gates.stream().map(Waits::closed).min(Duration::compareTo).orElseThrow();
        Duration most = shortest.plus(backoff.spread(shortest.compareTo(TRIAL_CHECK) < 0 ? SPREAD : TRIAL_CHECK));
        return resumed(CompletableFuture.anyOf(delay.after(most), change, stop.requested()));
    }

    private static Duration closed(EndpointGate gate) {
        Duration left = gate.closed().orElse(Duration.ZERO);
        boolean tried = gate.state().kind() == EndpointGate.Kind.HALF_OPEN;
        return tried && !left.isZero() ? TRIAL_CHECK : left;
    }

    private CompletableFuture<Object> resumed(CompletableFuture<Object> wait) {
        return wait.thenApplyAsync(woken -> woken, workers);
    }

    /**
     * Whether {@code gate} has been down for longer than allowed, or is sure to be. A server that has never been heard of is
     * given up after the longest wait already: more likely its address is wrong.
     */
    boolean givenUp(EndpointGate gate) {
        EndpointGate.State state = gate.state();
        if (state.downSince().isEmpty()) {
            return false;
        }
        Instant back = state.kind() == EndpointGate.Kind.PARKED ? state.until().orElseThrow() : clock.instant();
        Duration patience = gate.heardOf() ? bounds.longestOutage() : shorter(bounds.longestWait());
        return Duration.between(state.downSince().get(), back).compareTo(patience) > 0;
    }

    private Duration shorter(Duration wait) {
        return wait.compareTo(bounds.longestOutage()) < 0 ? wait : bounds.longestOutage();
    }

    /** Why the run stops when {@code gate} is given up, and what to do. */
    String reason(EndpointGate gate, String lastFailure) {
        EndpointGate.State state = gate.state();
        String since = state.downSince()
                .map(instant -> " since " + instant.truncatedTo(ChronoUnit.SECONDS))
                .orElse("");
        String last = lastFailure.isEmpty() ? "" : " (" + lastFailure + ")";
        return state.kind() == EndpointGate.Kind.PARKED
                ? "endpoint " + gate.name() + " is left alone, as it or a limit asks, until "
                        + state.until().orElseThrow().truncatedTo(ChronoUnit.SECONDS) + last
                        + ": run the same command again then"
                : "endpoint " + gate.name() + " has answered no call" + since + last
                        + (gate.heardOf() ? ": see to it" : ", and none before: check its base-url and the network")
                        + ", then run the same command again to go on";
    }
}
