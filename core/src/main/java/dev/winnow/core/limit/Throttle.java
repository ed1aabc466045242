package dev.winnow.core.limit;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.RateLimits;
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
    private final Concurrency concurrency;
    private final Paces paces;
    private final Deque<Waiter> queue = new ArrayDeque<>();
    private final long minute;
    private int inFlight;
    private long accountAt = Long.MIN_VALUE;
    private long wakeAt = Long.MAX_VALUE;
    private long timers;

    /** Someone who waits for a turn. */
    private record Waiter(long tokens, CompletableFuture<Optional<Ticket>> turn) {}

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
        this.concurrency = new Concurrency(quotas.maxInFlight());
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
        if (inFlight >= concurrency.limit()) {
            return Long.MAX_VALUE;
        }
        if (now - accountAt >= minute / 60 || accountAt == Long.MIN_VALUE) {
            accountAt = now;
            paces.account(account.get());
        }
        return paces.due(tokens, now);
    }

    private Ticket grant(long tokens, long now) {
        inFlight++;
        concurrency.began(inFlight);
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
            while (!queue.isEmpty()) {
                Waiter next = queue.getFirst();
                long due = due(next.tokens(), now);
                if (due > now) {
                    if (due < wakeAt - EARLIER) {
                        wakeAt = due;
                        sleep = due - now;
                        timer = ++timers;
                    }
                    pause = inFlight < concurrency.limit() ? paces.held(next.tokens(), now) - now : 0;
                    break;
                }
                queue.removeFirst();
                Ticket ticket = grant(next.tokens(), now);
                granted.add(() -> next.turn().complete(Optional.of(ticket)));
            }
        }
        granted.forEach(time.workers()::execute);
        if (pause > longestWait.toNanos()) {
            gate.park(Duration.ofNanos(pause));
        } else if (sleep < Long.MAX_VALUE) {
            long last = timer;
            time.after(sleep).thenRunAsync(() -> woken(last), time.workers());
        }
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
        List<Waiter> waiters;
        synchronized (this) {
            waiters = new ArrayList<>(queue);
            queue.clear();
        }
        waiters.forEach(waiter -> time.workers().execute(() -> waiter.turn().complete(Optional.empty())));
    }

    /** The call is sent now. */
    public synchronized void sent(Ticket ticket) {
        paces.sent(ticket, time.now());
    }

    /** The call was not sent: its units go back. */
    public void unused(Ticket ticket) {
        synchronized (this) {
            if (ticket == Ticket.NONE || ticket.over) {
                return;
            }
            ticket.over = true;
            inFlight--;
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
            inFlight--;
            long now = time.now();
            paces.told(ticket, exchange.limits());
            learn(ticket, exchange.result(), exchange.limits(), now);
        }
        proceed();
    }

    private void learn(Ticket ticket, CallResult result, RateLimits told, long now) {
        if (result instanceof ModelReply) {
            concurrency.replied(now - ticket.sentAt);
            paces.accepted(ticket, now);
            return;
        }
        CallFailure failure = (CallFailure) result;
        switch (failure.kind()) {
            case RATE_LIMITED -> {
                concurrency.heard();
                paces.refused(ticket, told, failure.retryAfter(), now);
            }
            case OVERLOADED -> concurrency.overloaded(ticket.sentAt, now);
            case SERVER_ERROR, REPLY_LOST -> concurrency.failed(ticket.sentAt, now);
            case UNREACHABLE -> {
                // no word on how many calls it takes: that is for the circuit breaker
            }
            default -> {
                if (failure.status() > 0) {
                    concurrency.heard();
                }
            }
        }
    }

    /** What a minute takes in tokens, as configured for its account. */
    OptionalLong tokensPerMinute() {
        return account.get().tokensPerMinute().map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** How it stands now. */
    public synchronized ThrottleState state() {
        long now = time.now();
        Optional<ThrottleState.Wait> wait = Optional.empty();
        if (!queue.isEmpty() && inFlight < concurrency.limit()) {
            wait = paces.waitsFor(queue.getFirst().tokens(), now, time);
        }
        return new ThrottleState(inFlight, concurrency.limit(), queue.size(), wait, paces.state(time, now));
    }
}
