package dev.winnow.core.limit;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.RateLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
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
     * @param downSince the first failed or limited call since the last that was answered; empty if it works
     */
    public record State(Kind kind, Optional<Instant> until, Optional<Instant> downSince) {}

    private final String name;
    private final Clock clock;
    private final Breaker breaker;
    private final List<Consumer<State>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong successes = new AtomicLong();
    private final AtomicLong learned = new AtomicLong();
    private volatile Optional<Instant> downSince = Optional.empty();
    private volatile Refusals refusals = new Refusals(0, "");
    private volatile OptionalLong configured = OptionalLong.empty();
    private volatile boolean heardOf;
    private volatile boolean provenEarlier;
    private volatile Instant parkedUntil = Instant.MIN;

    /**
     * Requests that were refused as such (400) while none had been answered.
     *
     * @param last what the last was refused with, for operators
     */
    public record Refusals(long number, String last) {}

    /**
     * Open to calls, with nothing known.
     *
     * @param name what the configuration calls the endpoint
     */
    public EndpointGate(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
        this.breaker = new Breaker(name, clock, this::changed);
    }

    /** What the configuration calls the endpoint. */
    public String name() {
        return name;
    }

    /** Whether a call may be made now; if so it must be made and {@link #ended}, or {@link #released}. */
    public boolean enter() {
        return parked().isEmpty() && breaker.enter();
    }

    /** The call was not made after all. */
    public void released() {
        breaker.released();
    }

    /** A call has ended so. A limited call says nothing about the server's health, any other answer than its own trouble does. */
    public void ended(CallResult result) {
        if (result instanceof ModelReply) {
            succeeded();
            return;
        }
        CallFailure failure = (CallFailure) result;
        switch (failure.kind()) {
            case SERVER_ERROR, OVERLOADED, UNREACHABLE, REPLY_LOST -> {
                if (failure.kind() == CallFailure.Kind.OVERLOADED) {
                    heardOf = true;
                }
                down();
                breaker.failed();
            }
            case RATE_LIMITED -> {
                heardOf = true;
                down();
                breaker.released();
            }
            case REJECTED -> {
                refused(failure);
                up();
            }
            case TOO_LONG, FILTERED, KEY_REFUSED, BAD_KEY, FORBIDDEN, UNKNOWN_MODEL, QUOTA_EXHAUSTED -> up();
        }
    }

    /** A reply has come just now; a reply from the journal does not count. */
    public void succeeded() {
        successes.incrementAndGet();
        up();
    }

    private void up() {
        heardOf = true;
        downSince = Optional.empty();
        breaker.succeeded();
    }

    private synchronized void down() {
        downSince = downSince.or(() -> Optional.of(clock.instant()));
    }

    private synchronized void refused(CallFailure failure) {
        refusals = new Refusals(refusals.number() + 1, failure.summary());
    }

    /** How long until it is worth asking; empty if calls go through now. */
    public Optional<Duration> closed() {
        Duration left =
                parked().map(until -> Duration.between(clock.instant(), until)).orElseGet(breaker::left);
        return left.isZero() ? Optional.empty() : Optional.of(left);
    }

    /** Leaves the endpoint alone for {@code pause}, as it has asked. */
    public void park(Duration pause) {
        heardOf = true;
        down();
        parkedUntil = clock.instant().plus(pause);
        changed();
    }

    private Optional<Instant> parked() {
        return Optional.of(parkedUntil).filter(until -> until.isAfter(clock.instant()));
    }

    /** Its state now. */
    public State state() {
        Optional<Instant> parked = parked();
        Kind kind = parked.isPresent() ? Kind.PARKED : breaker.kind();
        Optional<Instant> until = kind == Kind.OPEN ? Optional.of(breaker.openUntil()) : parked;
        return new State(kind, until, downSince);
    }

    /** Tells {@code listener} each time the circuit opens, is tried or closes, and when the endpoint is parked; must return soon. */
    public void onChange(Consumer<State> listener) {
        listeners.add(listener);
    }

    private void changed() {
        State state = state();
        listeners.forEach(listener -> listener.accept(state));
    }

    /** How many replies have come. */
    public long successes() {
        return successes.get();
    }

    /** Requests made by this recipe have been answered before: one that is refused has itself to blame. */
    public void provenEarlier() {
        provenEarlier = true;
    }

    /** Whether requests made by this recipe are known to be taken. */
    public boolean takesRequests() {
        return provenEarlier || successes() > 0;
    }

    /** Whether the server is known to be there: it has said something else than that it is in trouble. */
    public boolean heardOf() {
        return heardOf || provenEarlier;
    }

    /** The requests it has refused so far; only of interest until it {@link #takesRequests}. */
    public Refusals refusals() {
        return refusals;
    }

    /** Takes in what an answer told about limits. */
    public void learn(RateLimits limits) {
        limits.tokens().ifPresent(tokens -> learned.accumulateAndGet(tokens.limit(), Math::max));
    }

    /** Sets what a minute takes in tokens, where the configuration says it. */
    public void tokensPerMinute(long limit) {
        configured = OptionalLong.of(limit);
    }

    /** What a minute takes in tokens: as configured, else the largest limit that was told; empty if none was. */
    public OptionalLong tokensPerMinute() {
        long told = learned.get();
        return configured.isPresent() || told == 0 ? configured : OptionalLong.of(told);
    }
}
