package dev.winnow.core.limit;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelReply;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What the calls of this process tell about one model at an endpoint: what one model takes says nothing about another. Thread-safe. */
public final class TargetStanding {

    /** So many refusals before anything is taken are no coincidence. */
    private static final int MOST_REFUSALS = 20;

    private final String name;
    private final EndpointGate gate;
    private final Throttle throttle;
    private final AtomicLong successes = new AtomicLong();
    private final AtomicLong learned = new AtomicLong();
    private volatile Refusals refusals = new Refusals(0, "");
    private volatile boolean provenEarlier;

    /**
     * Requests that were refused as such (400).
     *
     * @param last what the last was refused with, for operators
     */
    public record Refusals(long number, String last) {}

    /**
     * With nothing known, and nothing to keep to.
     *
     * @param name as in a route: endpoint and model
     * @param gate the endpoint's
     */
    public TargetStanding(String name, EndpointGate gate) {
        this(name, gate, Throttles.unlimited(name, gate));
    }

    /**
     * With nothing known.
     *
     * @param name as in a route: endpoint and model
     * @param gate the endpoint's
     * @param throttle its own
     */
    public TargetStanding(String name, EndpointGate gate, Throttle throttle) {
        this.name = name;
        this.gate = gate;
        this.throttle = throttle;
    }

    /** As in a route: endpoint and model. */
    public String name() {
        return name;
    }

    /** Its endpoint's. */
    public EndpointGate gate() {
        return gate;
    }

    /** If a call may be made now; then it must be made and {@link #ended}, or released at the gate. */
    public Optional<Permit> enter() {
        return throttle.parked().isEmpty() ? gate.enter() : Optional.empty();
    }

    /** Whether a call may still be made by {@code permit}: what was so when it was given may have changed while it waited. */
    public boolean holds(Permit permit) {
        return throttle.parked().isEmpty() && gate.holds(permit);
    }

    /** How long until it is worth asking; empty if calls go through now. */
    public Optional<Duration> closed() {
        return throttle.parked().isEmpty()
                ? gate.closed()
                : Stream.of(throttle.health().left(), gate.closed())
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder());
    }

    /** The gate's state, or that the model is parked, because a limit asks for more than the longest wait. */
    public EndpointGate.State state() {
        EndpointGate.State state = gate.state();
        Optional<Instant> down = Stream.of(state.downSince(), throttle.health().downSince())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
        Optional<Instant> parked = throttle.parked()
                .filter(until -> state.until().filter(until::isBefore).isEmpty());
        return parked.isPresent()
                ? new EndpointGate.State(EndpointGate.Kind.PARKED, parked, down)
                : new EndpointGate.State(state.kind(), state.until(), down);
    }

    /** Whether the server is known to be there. */
    public boolean heardOf() {
        return gate.heardOf() || throttle.health().heardOf();
    }

    /** What an exchange means in the light of the others. */
    public Exchange judged(Exchange exchange) {
        return new Exchange(gate.judged(exchange.result()), exchange.requestId(), exchange.limits());
    }

    /** A call has ended so, as it was {@link #judged}; a reply from the journal does not count. */
    public void ended(Permit permit, Exchange exchange) {
        CallResult result = exchange.result();
        exchange.limits().tokens().ifPresent(tokens -> learned.accumulateAndGet(tokens.limit(), Math::max));
        if (result instanceof ModelReply) {
            successes.incrementAndGet();
            throttle.health().up();
        } else if (result instanceof CallFailure failure) {
            failed(failure);
        }
        gate.ended(permit, result);
    }

    private void failed(CallFailure failure) {
        if (failure.kind() == CallFailure.Kind.RATE_LIMITED) {
            throttle.health().down();
        } else if (failure.kind().handling() == CallFailure.Handling.DOCUMENT && failure.status() > 0) {
            throttle.health().up();
        }
        if (failure.kind() == CallFailure.Kind.REJECTED && !failure.barred()) {
            refused(failure);
        }
    }

    private synchronized void refused(CallFailure failure) {
        refusals = new Refusals(refusals.number() + 1, failure.summary());
    }

    /** How many replies have come. */
    public long successes() {
        return successes.get();
    }

    /** An earlier process of this run had its requests answered here. */
    public void provenEarlier() {
        provenEarlier = true;
        gate.answeredEarlier();
    }

    /** Whether requests are known to be taken, so that one that is refused has itself to blame. */
    public boolean takesRequests() {
        return successes() > 0 || provenEarlier && !refusesAll();
    }

    /** Whether so many requests were refused, and none answered, that something else must be wrong; what was earlier does not count. */
    public boolean refusesAll() {
        return refusals.number() >= MOST_REFUSALS && successes() == 0;
    }

    /** The requests it has refused so far. */
    public Refusals refusals() {
        return refusals;
    }

    /** Gives its calls their turns. */
    public Throttle turns() {
        return throttle;
    }

    /** How it stands with its calls: how many are under way, and what the others wait for. */
    public ThrottleState throttle() {
        return throttle.state();
    }

    /** What a minute takes in tokens: the smaller of what is configured and the largest limit that was told; empty if neither is. */
    public OptionalLong tokensPerMinute() {
        long told = learned.get();
        OptionalLong configured = throttle.tokensPerMinute();
        return told == 0 ? configured : OptionalLong.of(Math.min(told, configured.orElse(told)));
    }
}
