package dev.winnow.core.limit;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.ModelReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What the calls of this process tell about an endpoint, and whether it may be called now. Thread-safe. */
public final class EndpointGate {

    /** Whether calls go through. */
    public enum Kind {
        /** The circuit is closed: they do. */
        CLOSED,
        /** Too many have failed: none is made for a while. */
        OPEN,
        /** A few are made to see whether it is back. */
        HALF_OPEN,
        /** The server asked to be left alone. */
        PARKED
    }

    /**
     * Its state at one moment, for status, logs and metrics.
     *
     * @param until when calls are made again; present for {@link Kind#OPEN} and {@link Kind#PARKED}
     * @param downSince the first call that failed, or was limited where it is a model's, since the last that was answered; empty if it works
     */
    public record State(Kind kind, Optional<Instant> until, Optional<Instant> downSince) {}

    private final String name;
    private final Breaker breaker;
    private final List<Consumer<State>> listeners = new CopyOnWriteArrayList<>();
    private final Firewall firewall = new Firewall();
    private final Health health;

    /**
     * Open to calls, with nothing known.
     *
     * @param name what the configuration calls the endpoint
     */
    public EndpointGate(String name, Clock clock) {
        this.name = name;
        this.health = new Health(clock);
        this.breaker = new Breaker(name, clock, this::changed);
    }

    /** What the configuration calls the endpoint. */
    public String name() {
        return name;
    }

    /** If a call may be made now; then it must be made and {@link #ended}, or {@link #released}. */
    public Optional<Permit> enter() {
        return health.parked().isEmpty() ? breaker.enter() : Optional.empty();
    }

    /** Whether a call may still be made by {@code permit}: what was so when it was given may have changed while it waited. */
    public boolean holds(Permit permit) {
        return health.parked().isEmpty() && breaker.holds(permit);
    }

    /** The call is sent now. */
    public void sent(Permit permit) {
        breaker.sent(permit);
    }

    /** The call was not made after all. */
    public void released(Permit permit) {
        breaker.released(permit);
    }

    /** What a result means in the light of the others. */
    CallResult judged(CallResult result) {
        return firewall.judged(result);
    }

    /** A call has ended so. A limited call says nothing about the server's health, any other answer than its own trouble does. */
    void ended(Permit permit, CallResult result) {
        if (result instanceof ModelReply) {
            health.up();
            breaker.succeeded(permit);
            return;
        }
        CallFailure failure = (CallFailure) result;
        if (failure.status() > 0) {
            health.heard();
        }
        switch (failure.kind()) {
            case SERVER_ERROR, OVERLOADED -> {
                health.down();
                breaker.failed(permit);
            }
            case UNREACHABLE, REPLY_LOST -> {
                health.down();
                if (failure.code().equals(CallFailure.TIMEOUT)) {
                    breaker.hung(permit);
                } else {
                    breaker.failed(permit);
                }
            }
            case RATE_LIMITED -> breaker.released(permit);
            case REJECTED, TOO_LONG, FILTERED, KEY_REFUSED, BAD_KEY, FORBIDDEN, UNKNOWN_MODEL, QUOTA_EXHAUSTED -> {
                if (failure.status() == 0) {
                    breaker.released(permit);
                } else {
                    health.up();
                    breaker.succeeded(permit);
                }
            }
        }
    }

    /** How long until it is worth asking; empty if calls go through now. */
    public Optional<Duration> closed() {
        Duration left = health.left().orElseGet(breaker::left);
        return left.isZero() ? Optional.empty() : Optional.of(left);
    }

    /** Leaves the endpoint alone for {@code pause}, as it has asked; what it asked for before stands if it lasts longer. */
    public void park(Duration pause) {
        health.park(pause);
        changed();
    }

    /** Its state now. */
    public State state() {
        Optional<Instant> parked = health.parked();
        Kind kind = parked.isPresent() ? Kind.PARKED : breaker.kind();
        Optional<Instant> until = kind == Kind.OPEN ? Optional.of(breaker.openUntil()) : parked;
        return new State(kind, until, health.downSince());
    }

    /** Tells {@code listener} each time the circuit opens, is tried or closes, and when the endpoint is parked; must return soon. */
    public void onChange(Consumer<State> listener) {
        listeners.add(listener);
    }

    /** Tells all who listen that something may be otherwise. */
    void changed() {
        State state = state();
        listeners.forEach(listener -> listener.accept(state));
    }

    /** The endpoint was there in an earlier run already. */
    public void heardEarlier() {
        health.heard();
    }

    /** An earlier process of this run was answered. */
    void answeredEarlier() {
        health.heard();
        firewall.answered();
    }

    /** Whether the server is known to be there: it has said something else than that it is in trouble. */
    public boolean heardOf() {
        return health.heardOf();
    }
}
