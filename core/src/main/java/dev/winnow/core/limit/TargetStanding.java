package dev.winnow.core.limit;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelReply;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

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
        } else if (result instanceof CallFailure failure
                && failure.kind() == CallFailure.Kind.REJECTED
                && !failure.barred()) {
            refused(failure);
        }
        gate.ended(permit, result);
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
