package dev.winnow.core.limit;

import dev.winnow.core.model.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Lets calls to one target through: in the order in which they came, as many at a time as the server takes well, and at the pace
 * of its limits. A call has two waits: for its turn to be got ready, which comes a little early, and for the moment at which it
 * is to be sent. No thread waits. Thread-safe.
 */
public final class Throttle {

    private final Supplier<Account> account;
    private final Timeline time;
    private final Duration longestWait;
    private final EndpointGate gate;
    /** The target's own: what a limit of one model asks for says nothing about another at the same endpoint. */
    private final Health health;

    private final Places places;
    private final Paces paces;
    private final Lead lead = new Lead();
    private final Alarm alarm;
    private final Line<Asked, Optional<Ticket>> turns = new Line<>();
    private final Line<Ticket, Boolean> ready = new Line<>();
    private final long minute;
    private long accountAt = Long.MIN_VALUE;

    /** A call that waits for its turn. */
    private record Asked(long tokens, boolean first) {}

    /**
     * Lets nothing wait at first.
     *
     * @param longestWait for longer, the target is parked
     */
    Throttle(
            Quotas quotas,
            Supplier<Account> account,
            SharedLimit shared,
            EndpointGate gate,
            Duration longestWait,
            Timeline time) {
        this.account = account;
        this.time = time;
        this.longestWait = longestWait;
        this.gate = gate;
        this.health = new Health(time.clock());
        this.places = new Places(quotas.maxInFlight());
        this.minute = quotas.minute().toNanos();
        this.paces = new Paces(minute, kind -> new Leases(shared, time, this, this::proceed));
        this.alarm = new Alarm(time, this::proceed);
        gate.onChange(state -> {
            if (state.kind() == EndpointGate.Kind.OPEN || state.kind() == EndpointGate.Kind.PARKED) {
                flush();
            }
        });
    }

    /**
     * Asks for a turn.
     *
     * @param tokens as the server counts them
     * @param first before all who wait, because the call was refused before
     * @return completes with a ticket, or empty where waiting has become pointless: the gate is to be looked at again
     */
    public CompletableFuture<Optional<Ticket>> enter(long tokens, boolean first) {
        Asked asked = new Asked(tokens, first);
        CompletableFuture<Optional<Ticket>> turn;
        synchronized (this) {
            long now = time.now();
            if ((turns.isEmpty() || first) && turn(asked, now) <= now) {
                return CompletableFuture.completedFuture(Optional.of(grant(asked, now)));
            }
            turn = turns.join(asked, first);
        }
        proceed();
        return turn;
    }

    /** When a call may be got ready; the end of time where another must end before. */
    private long turn(Asked asked, long now) {
        if (!places.admit()) {
            return Long.MAX_VALUE;
        }
        look(now);
        return paces.dueAfterPending(asked.tokens(), now) - lead.nanos();
    }

    private Ticket grant(Asked asked, long now) {
        Ticket ticket = new Ticket(asked.tokens(), asked.first(), now);
        places.granted();
        paces.grant(ticket);
        return ticket;
    }

    /**
     * Asks for a place in flight for a call that is ready to be sent.
     *
     * @return completes with whether it is to be sent, then at once
     */
    public CompletableFuture<Boolean> place(Ticket ticket) {
        if (ticket == Ticket.NONE) {
            return CompletableFuture.completedFuture(true);
        }
        CompletableFuture<Boolean> place;
        synchronized (this) {
            long now = time.now();
            lead.took(now - ticket.grantedAt);
            if ((ready.isEmpty() || ticket.first) && moment(ticket, now) <= now) {
                send(ticket, now);
                return CompletableFuture.completedFuture(true);
            }
            place = ready.join(ticket, ticket.first);
        }
        proceed();
        return place;
    }

    /** When a call may be sent; the end of time where another must end before, or a limit is being asked. */
    private long moment(Ticket ticket, long now) {
        if (!places.free()) {
            return Long.MAX_VALUE;
        }
        look(now);
        return paces.due(ticket.tokens, now);
    }

    private void send(Ticket ticket, long now) {
        places.sent();
        paces.send(ticket, now);
    }

    /** The account may have become another. */
    private void look(long now) {
        if (now - accountAt >= minute / 60 || accountAt == Long.MIN_VALUE) {
            accountAt = now;
            if (paces.account(account.get()) && health.parked().isPresent()) {
                health.resume();
                // who waits for the pause to end need not
                time.workers().execute(gate::changed);
            }
        }
    }

    /** Lets through whose time has come, and sees to it that the next is not forgotten. */
    private void proceed() {
        List<Runnable> told = new ArrayList<>();
        long now;
        long due;
        long pause;
        synchronized (this) {
            now = time.now();
            due = Math.min(sendDue(now, told), grantDue(now, told));
            pause = pause(now);
            if (pause > longestWait.toNanos()) {
                paces.keep(next().orElseThrow(), now);
                health.park(Duration.ofNanos(pause));
            }
        }
        told.forEach(time.workers()::execute);
        if (pause > longestWait.toNanos()) {
            flush();
        } else {
            alarm.set(due, now);
        }
    }

    /** Sends, and says when the next is due. */
    private long sendDue(long now, List<Runnable> told) {
        while (!ready.isEmpty()) {
            long due = moment(ready.next(), now);
            if (due > now) {
                return due;
            }
            send(ready.next(), now);
            told.add(ready.tellNext(true));
        }
        return Long.MAX_VALUE;
    }

    /** Gives turns, and says when the next is due. */
    private long grantDue(long now, List<Runnable> told) {
        while (!turns.isEmpty()) {
            long due = turn(turns.next(), now);
            if (due > now) {
                return due;
            }
            Ticket ticket = grant(turns.next(), now);
            told.add(turns.tellNext(Optional.of(ticket)));
        }
        return Long.MAX_VALUE;
    }

    /** How long the limits hold the next call back. */
    private long pause(long now) {
        OptionalLong next = next();
        return next.isPresent() ? paces.held(next.getAsLong(), now) - now : 0;
    }

    /** The tokens of the next call that waits for nothing but limits. */
    private OptionalLong next() {
        if (!ready.isEmpty() && places.free()) {
            return OptionalLong.of(ready.next().tokens);
        }
        return turns.isEmpty() || !places.admit()
                ? OptionalLong.empty()
                : OptionalLong.of(turns.next().tokens());
    }

    private long waitingTokens() {
        return ready.all().mapToLong(ticket -> ticket.tokens).sum()
                + turns.all().mapToLong(Asked::tokens).sum();
    }

    /** Until when it is left alone; empty if it is not. */
    synchronized Optional<Instant> parked() {
        look(time.now());
        return health.parked();
    }

    /** Whether it has been heard of, and since when its limits have let nothing be answered. */
    Health health() {
        return health;
    }

    /** Sends all who wait away: the run stops, or the target is not called for a while. */
    public void flush() {
        List<Runnable> sentAway = new ArrayList<>();
        synchronized (this) {
            sentAway.addAll(turns.tellAll(Optional.empty()));
            sentAway.addAll(ready.tellAll(false));
        }
        sentAway.forEach(time.workers()::execute);
    }

    /** The call is not sent: its units go back. */
    public void unused(Ticket ticket) {
        synchronized (this) {
            if (ticket == Ticket.NONE || ticket.over) {
                return;
            }
            ticket.over = true;
            places.unused();
            paces.unused(ticket);
        }
        proceed();
    }

    /** The call has ended so; {@link #recorded} follows. */
    public void ended(Ticket ticket, Exchange exchange) {
        Optional<Duration> asked;
        synchronized (this) {
            if (ticket == Ticket.NONE || ticket.over) {
                return;
            }
            ticket.over = true;
            long now = time.now();
            places.ended(exchange.result(), ticket.sentAt, now, ready.size(), !turns.isEmpty());
            asked = paces.ended(ticket, exchange, now).filter(pause -> pause.compareTo(longestWait) > 0);
            asked.ifPresent(health::park);
        }
        asked.ifPresentOrElse(pause -> flush(), this::proceed);
    }

    /** How a call {@link #ended} is on record. Until then only few others are sent in its place, and for ever if it never is. */
    public void recorded(Ticket ticket) {
        boolean freed;
        synchronized (this) {
            if (ticket == Ticket.NONE) {
                return;
            }
            int taken = places.taken();
            places.recorded();
            freed = places.taken() < taken;
        }
        if (freed) {
            proceed();
        }
    }

    /** What a minute takes in tokens, as configured for its account. */
    OptionalLong tokensPerMinute() {
        return account.get().tokensPerMinute().map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** How it stands now. */
    public synchronized ThrottleState state() {
        long now = time.now();
        look(now);
        OptionalLong next = next();
        int waiting = ready.size() + turns.size();
        Optional<ThrottleState.Wait> wait = next.isPresent()
                ? paces.waitsFor(next.getAsLong(), waiting - 1, waitingTokens() - next.getAsLong(), now, time)
                : Optional.empty();
        return new ThrottleState(
                places.inFlight(), places.limit(), waiting, wait, health.parked(), paces.state(time, now));
    }
}
