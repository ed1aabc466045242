package dev.winnow.core.limit;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.RateLimits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The paces of one target's calls, one for each limit. Times are nanoseconds. Guarded by the throttle. */
final class Paces {

    private static final double LONGER_THAN_A_MINUTE = 1.5;

    private final long minute;
    private final Map<LimitKind, Pace> paces = new EnumMap<>(LimitKind.class);
    private final Strikes strikes;
    private String name = "";
    private int number;

    Paces(long minute, Function<LimitKind, Leases> leases) {
        this.minute = minute;
        this.strikes = new Strikes(minute);
        for (LimitKind kind : LimitKind.values()) {
            long period = kind.ofDay() ? Math.max(minute, Duration.ofDays(1).toNanos()) : minute;
            paces.put(kind, new Pace(kind, period, leases.apply(kind)));
        }
    }

    /** What the account counts; gives back whether it has become another. */
    boolean account(Account account) {
        boolean another = !account.name().equals(name);
        if (another) {
            name = account.name();
            number++;
        }
        paces.values().forEach(pace -> pace.account(account));
        return another;
    }

    /** When a call of so many tokens may be sent; the end of time while a limit is being asked. */
    long due(long tokens, long now) {
        return latest(now, pace -> pace.due(units(pace, tokens), now));
    }

    /** About when it may be sent if it is got ready now, after those that are. */
    long dueAfterPending(long tokens, long now) {
        return latest(now, pace -> pace.dueAfterPending(units(pace, tokens), now));
    }

    /** Until when no call of so many tokens gets through, whatever the pace. */
    long held(long tokens, long now) {
        return latest(now, pace -> pace.held(units(pace, tokens), now));
    }

    /** The limit that holds a call of so many tokens back the longest does so until then, whatever is told meanwhile. */
    void keep(long tokens, long now) {
        long until = held(tokens, now);
        paces.values().stream()
                .filter(pace -> pace.held(units(pace, tokens), now) == until)
                .forEach(pace -> pace.keep(until));
    }

    private long latest(long now, ToLongFunction<Pace> of) {
        long latest = now;
        for (Pace pace : paces.values()) {
            latest = Math.max(latest, of.applyAsLong(pace));
        }
        return latest;
    }

    private static long units(Pace pace, long tokens) {
        return pace.kind().ofTokens() ? tokens : 1;
    }

    /** A call is got ready, so that it can be sent when its time comes. */
    void grant(Ticket ticket) {
        paces.values().forEach(pace -> pace.grant(units(pace, ticket.tokens)));
    }

    void unused(Ticket ticket) {
        paces.values().forEach(pace -> pace.unused(units(pace, ticket.tokens)));
    }

    void send(Ticket ticket, long now) {
        paces.values().forEach(pace -> pace.send(units(pace, ticket.tokens), now));
        ticket.sentAt = now;
        ticket.account = number;
        ticket.requestsSent = pace(LimitKind.REQUESTS_PER_MINUTE).sent();
        ticket.tokensSent = pace(LimitKind.TOKENS_PER_MINUTE).sent();
    }

    /**
     * The call has ended so; what is told of another account than the present one changes nothing.
     *
     * @return for how long a refusal asked to wait
     */
    Optional<Duration> ended(Ticket ticket, Exchange exchange, long now) {
        if (ticket.account != number) {
            return Optional.empty();
        }
        if (exchange.result() instanceof CallFailure failure && failure.kind() == CallFailure.Kind.RATE_LIMITED) {
            told(ticket, exchange.limits(), true);
            refused(ticket, exchange.limits(), failure.retryAfter(), now);
            return failure.retryAfter();
        }
        told(ticket, exchange.limits(), false);
        if (exchange.result() instanceof ModelReply) {
            strikes.accepted(ticket.sentAt, now);
        }
        return Optional.empty();
    }

    /** A reply or refusal has told what is left. */
    private void told(Ticket ticket, RateLimits limits, boolean refused) {
        told(ticket, limits.requests(), refused, LimitKind.REQUESTS_PER_MINUTE, LimitKind.REQUESTS_PER_DAY);
        told(ticket, limits.tokens(), refused, LimitKind.TOKENS_PER_MINUTE, LimitKind.TOKENS_PER_DAY);
    }

    private void told(
            Ticket ticket, Optional<RateLimits.Limit> told, boolean refused, LimitKind ofMinute, LimitKind ofDay) {
        if (told.isEmpty() || told.get().limit() == 0) {
            return;
        }
        boolean day = ofDay(told.get());
        if (day) {
            pace(ofMinute).untold();
        }
        long sent = ofMinute.ofTokens() ? ticket.tokensSent : ticket.requestsSent;
        pace(day ? ofDay : ofMinute).told(told.get(), refused, ticket.sentAt, sent);
    }

    private boolean ofDay(RateLimits.Limit told) {
        return told.reset().toNanos() > LONGER_THAN_A_MINUTE * minute;
    }

    /** A call was refused: those limits hold that have not enough for it, as far as is told. */
    private void refused(Ticket ticket, RateLimits told, Optional<Duration> retryAfter, long now) {
        long until = strikes.refused(ticket.sentAt, retryAfter, now);
        List<Pace> exhausted = exhausted(ticket, told);
        for (Pace pace : exhausted.isEmpty() ? cut() : exhausted) {
            pace.refused(ticket.sentAt, now, strikes.accepted(now), !exhausted.isEmpty());
            pace.hold(until, now);
        }
    }

    /** Those without enough for the call, as the refusal told. */
    private List<Pace> exhausted(Ticket ticket, RateLimits told) {
        return paces.values().stream()
                .filter(pace -> pace.known() > 0)
                .filter(pace -> (pace.kind().ofTokens() ? told.tokens() : told.requests())
                        .filter(limit -> limit.remaining() < units(pace, ticket.tokens))
                        .filter(limit -> ofDay(limit) == pace.kind().ofDay())
                        .isPresent())
                .toList();
    }

    /** Where all have enough: any that is known may be cut into slices, but a day is not. */
    private List<Pace> cut() {
        List<Pace> known = paces.values().stream()
                .filter(pace -> pace.known() > 0 && !pace.kind().ofDay())
                .toList();
        return known.isEmpty() ? List.of(pace(LimitKind.REQUESTS_PER_MINUTE)) : known;
    }

    private Pace pace(LimitKind kind) {
        return Objects.requireNonNull(paces.get(kind));
    }

    /**
     * What keeps a call of so many tokens back the longest.
     *
     * @param calls that wait besides
     * @param tokensOfCalls theirs together
     */
    Optional<ThrottleState.Wait> waitsFor(long tokens, int calls, long tokensOfCalls, long now, Timeline time) {
        Optional<ThrottleState.Wait> longest = Optional.empty();
        long until = now;
        for (Pace pace : paces.values()) {
            long due = pace.due(units(pace, tokens), now);
            if (due > until && due < Long.MAX_VALUE) {
                until = due;
                long last = due + pace.time(pace.kind().ofTokens() ? tokensOfCalls : calls, now);
                longest = Optional.of(new ThrottleState.Wait(pace.kind(), time.instant(due), time.instant(last)));
            }
        }
        return longest;
    }

    List<ThrottleState.Limit> state(Timeline time, long now) {
        return paces.values().stream()
                .flatMap(pace -> pace.state(time, now).stream())
                .toList();
    }
}
