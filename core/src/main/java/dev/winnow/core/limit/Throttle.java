package dev.winnow.core.limit;

import dev.winnow.core.model.Exchange;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Lets calls to one target through when their turn comes: in the order in which they came, as many at a time as the server takes
 * well, and at the pace of its limits. No thread waits. Thread-safe.
 */
public final class Throttle {

    /** For less, no other timer is set. */
    private static final long EARLIER = 1_000_000;

    private final Supplier<Account> account;
    private final Timeline time;
    private final Duration longestWait;
    private final EndpointGate gate;
    private final Places places;
    private final Paces paces;
    private final Deque<Waiter> queue = new ArrayDeque<>();
    private final Deque<Ready> ready = new ArrayDeque<>();
    private final long minute;
    private long accountAt = Long.MIN_VALUE;
    private long wakeAt = Long.MAX_VALUE;
    private long timers;

    /** Someone who waits for a turn. */
    private record Waiter(long tokens, CompletableFuture<Optional<Ticket>> turn) {}

    /** A call that waits for a place in flight. */
    private record Ready(Ticket ticket, CompletableFuture<Boolean> place) {}

    /**
     * Lets nothing wait at first.
     *
     * @param longestWait for longer, the gate is parked
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
        this.places = new Places(quotas.maxInFlight());
        this.minute = quotas.minute().toNanos();
        this.paces = new Paces(minute, kind -> new Leases(shared, time, this, this::proceed));
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
        CompletableFuture<Optional<Ticket>> turn = new CompletableFuture<>();
        synchronized (this) {
            if (queue.isEmpty() || first) {
                long due = due(tokens, time.now());
                if (due <= time.now()) {
                    return CompletableFuture.completedFuture(Optional.of(grant(tokens, time.now())));
                }
            }
            Waiter waiter = new Waiter(tokens, turn);
            if (first) {
                queue.addFirst(waiter);
            } else {
                queue.addLast(waiter);
            }
        }
        proceed();
        return turn;
    }

    /** When a call may go; the end of time where another must end before. */
    private long due(long tokens, long now) {
        if (!places.admit()) {
            return Long.MAX_VALUE;
        }
        if (now - accountAt >= minute / 60 || accountAt == Long.MIN_VALUE) {
            accountAt = now;
            paces.account(account.get());
        }
        return paces.due(tokens, now);
    }

    private Ticket grant(long tokens, long now) {
        places.granted();
        paces.grant(tokens, now);
        return new Ticket(tokens, now);
    }

    /** Lets through whose turn has come, and sees to it that the next is not forgotten. */
    private void proceed() {
        List<Runnable> granted = new ArrayList<>();
        long sleep = Long.MAX_VALUE;
        long pause = 0;
        long timer = 0;
        synchronized (this) {
            long now = time.now();
            send(now, granted);
            long due = turns(now, granted);
            if (due < wakeAt - EARLIER) {
                wakeAt = due;
                sleep = due - now;
                timer = ++timers;
            }
            pause = queue.isEmpty() || !places.admit()
                    ? 0
                    : paces.held(queue.getFirst().tokens(), now) - now;
        }
        granted.forEach(time.workers()::execute);
        if (pause > longestWait.toNanos()) {
            gate.park(Duration.ofNanos(pause));
        } else if (sleep < Long.MAX_VALUE) {
            long last = timer;
            time.after(sleep).thenRunAsync(() -> woken(last), time.workers());
        }
    }

    /** Sends what is ready: its units are taken, so no limit is looked at again. */
    private void send(long now, List<Runnable> granted) {
        while (!ready.isEmpty() && places.free()) {
            Ready next = ready.removeFirst();
            sent(next.ticket(), now);
            granted.add(() -> next.place().complete(true));
        }
    }

    /** Gives turns, and says when the next is due. */
    private long turns(long now, List<Runnable> granted) {
        while (!queue.isEmpty()) {
            Waiter next = queue.getFirst();
            long due = due(next.tokens(), now);
            if (due > now) {
                return due;
            }
            queue.removeFirst();
            Ticket ticket = grant(next.tokens(), now);
            granted.add(() -> next.turn().complete(Optional.of(ticket)));
        }
        return Long.MAX_VALUE;
    }

    /** Only by the timer that was set last: those before it would go on beside it for ever. */
    private void woken(long timer) {
        synchronized (this) {
            if (timer != timers) {
                return;
            }
            wakeAt = Long.MAX_VALUE;
        }
        proceed();
    }

    /** Sends all who wait away: the run stops, or the endpoint is not called for a while. */
    public void flush() {
        List<Runnable> sentAway = new ArrayList<>();
        synchronized (this) {
            queue.forEach(waiter -> sentAway.add(() -> waiter.turn().complete(Optional.empty())));
            queue.clear();
            ready.forEach(call -> sentAway.add(() -> call.place().complete(false)));
            ready.clear();
        }
        sentAway.forEach(time.workers()::execute);
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
        CompletableFuture<Boolean> place = new CompletableFuture<>();
        synchronized (this) {
            long now = time.now();
            if (ready.isEmpty() && places.free()) {
                sent(ticket, now);
                return CompletableFuture.completedFuture(true);
            }
            ready.addLast(new Ready(ticket, place));
        }
        proceed();
        return place;
    }

    private void sent(Ticket ticket, long now) {
        ticket.sent = true;
        places.sent();
        paces.sent(ticket, now);
    }

    /** The call was not sent: its units go back. */
    public void unused(Ticket ticket) {
        synchronized (this) {
            if (ticket == Ticket.NONE || ticket.over) {
                return;
            }
            ticket.over = true;
            places.unused(ticket.sent);
            paces.giveBack(ticket, time.now());
        }
        proceed();
    }

    /** The call has ended so. */
    public void ended(Ticket ticket, Exchange exchange) {
        synchronized (this) {
            if (ticket == Ticket.NONE || ticket.over) {
                return;
            }
            ticket.over = true;
            long now = time.now();
            places.ended(exchange.result(), ticket.sentAt, now, ready.size(), !queue.isEmpty());
            paces.ended(ticket, exchange, now);
        }
        proceed();
    }

    /** What a minute takes in tokens, as configured for its account. */
    OptionalLong tokensPerMinute() {
        return account.get().tokensPerMinute().map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** How it stands now. */
    public synchronized ThrottleState state() {
        long now = time.now();
        Optional<ThrottleState.Wait> wait = Optional.empty();
        if (!queue.isEmpty() && places.admit()) {
            wait = paces.waitsFor(queue.getFirst().tokens(), now, time);
        }
        return new ThrottleState(places.inFlight(), places.limit(), queue.size(), wait, paces.state(time, now));
    }
}
