package dev.winnow.core.extraction;

import dev.winnow.core.limit.Backoff;
import dev.winnow.core.limit.Bounds;
import dev.winnow.core.limit.Delay;
import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.limit.TargetStanding;
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

    /** Completes when the first of {@code targets} may be called or its gate has changed, or once the run is to stop. */
    CompletableFuture<Object> untilOneOpens(List<TargetStanding> targets) {
        // before they are looked at: no change between the two is missed
        CompletableFuture<Object> change =
                changes.any(targets.stream().map(TargetStanding::gate).toList());
        Duration shortest =
                targets.stream().map(Waits::closed).min(Duration::compareTo).orElseThrow();
        Duration most = shortest.plus(backoff.spread(shortest.compareTo(TRIAL_CHECK) < 0 ? SPREAD : TRIAL_CHECK));
        return resumed(CompletableFuture.anyOf(delay.after(most), change, stop.requested()));
    }

    private static Duration closed(TargetStanding target) {
        Duration left = target.closed().orElse(Duration.ZERO);
        boolean tried = target.state().kind() == EndpointGate.Kind.HALF_OPEN;
        return tried && !left.isZero() ? TRIAL_CHECK : left;
    }

    private CompletableFuture<Object> resumed(CompletableFuture<Object> wait) {
        return wait.thenApplyAsync(woken -> woken, workers);
    }

    /**
     * Whether {@code target} has been down for longer than allowed, or is sure to be. A server that has never been heard of is
     * given up after the longest wait already: more likely its address is wrong.
     */
    boolean givenUp(TargetStanding target) {
        EndpointGate.State state = target.state();
        if (state.downSince().isEmpty()) {
            return false;
        }
        Instant back = state.kind() == EndpointGate.Kind.PARKED ? state.until().orElseThrow() : clock.instant();
        Duration patience = target.heardOf() ? bounds.longestOutage() : shorter(bounds.longestWait());
        return Duration.between(state.downSince().get(), back).compareTo(patience) > 0;
    }

    private Duration shorter(Duration wait) {
        return wait.compareTo(bounds.longestOutage()) < 0 ? wait : bounds.longestOutage();
    }

    /** Why the run stops when {@code target} is given up, and what to do. */
    String reason(TargetStanding target, String lastFailure) {
        EndpointGate.State state = target.state();
        String since = state.downSince()
                .map(instant -> " since " + instant.truncatedTo(ChronoUnit.SECONDS))
                .orElse("");
        String last = lastFailure.isEmpty() ? "" : " (" + lastFailure + ")";
        if (state.kind() == EndpointGate.Kind.PARKED) {
            return leftAlone(target) + state.until().orElseThrow().truncatedTo(ChronoUnit.SECONDS) + last
                    + ": run the same command again then";
        }
        return "endpoint " + target.gate().name() + " has answered no call" + since + last
                + (target.heardOf() ? ": see to it" : ", and none before: check its base-url and the network")
                + ", then run the same command again to go on";
    }

    private static String leftAlone(TargetStanding target) {
        if (target.gate().state().kind() == EndpointGate.Kind.PARKED) {
            return "endpoint " + target.gate().name() + " is left alone, as it asks, until ";
        }
        String limit = target.throttle()
                .held()
                .map(held -> "its limit of " + held.kind().label())
                .orElse("a limit");
        return "model " + target.name() + " is left alone, as " + limit + " asks, until ";
    }
}
