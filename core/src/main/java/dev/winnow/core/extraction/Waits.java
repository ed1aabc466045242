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

/** The waits of a run: they hold no thread, a stop ends them all, and what is down for too long is not waited for. Thread-safe. */
record Waits(Delay delay, StopSignal stop, Clock clock, Bounds bounds, Backoff backoff) {

    /** Those who wait for an endpoint wake one after another within this time. */
    private static final Duration SPREAD = Duration.ofSeconds(1);

    /** Completes after {@code pause}, or once the run is to stop. */
    CompletableFuture<Object> pause(Duration pause) {
        return CompletableFuture.anyOf(delay.after(pause), stop.requested());
    }

    /** Completes when the first of {@code gates} may let a call through, or once the run is to stop. */
    CompletableFuture<Object> untilOneOpens(List<EndpointGate> gates) {
        Duration shortest = gates.stream()
                .map(gate -> gate.closed().orElse(Duration.ZERO))
                .min(Duration::compareTo)
                .orElseThrow();
        return pause(shortest.plus(backoff.spread(SPREAD)));
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
                ? "endpoint " + gate.name() + " has asked to be left alone until "
                        + state.until().orElseThrow().truncatedTo(ChronoUnit.SECONDS) + last
                        + ": run the same command again then"
                : "endpoint " + gate.name() + " has answered no call" + since + last
                        + (gate.heardOf() ? ": see to it" : ", and none before: check its base-url and the network")
                        + ", then run the same command again to go on";
    }
}
