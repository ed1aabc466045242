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

/** The paces of one target's calls, one for each limit. Times are nanoseconds. Guarded by the throttle. */
final class Paces {

    private static final double LONGER_THAN_A_MINUTE = 1.5;
    private static final int MOST_DOUBLINGS = 8;

    private final long minute;
    private final Map<LimitKind, Pace> paces = new EnumMap<>(LimitKind.class);
    private long requestsSent;
    private long tokensSent;
    private int strikes;
    private long struckAt;
    private final Lately accepted;

    Paces(long minute, Function<LimitKind, Leases> leases) {
        this.minute = minute;
        this.accepted = new Lately(minute);
        for (LimitKind kind : LimitKind.values()) {
            long period = kind.ofDay() ? Math.max(minute, Duration.ofDays(1).toNanos()) : minute;
            paces.put(kind, new Pace(kind, period, leases.apply(kind)));
        }
    }

    /** What the account counts. */
    void account(Account account) {
        paces.values().forEach(pace -> pace.account(account));
    }

    /** When a call of so many tokens may be granted; the end of time while a limit is being asked. */
    long due(long tokens, long now) {
        long due = now;
        for (Pace pace : paces.values()) {
            due = Math.max(due, pace.due(units(pace, tokens), now));
        }
        return due;
    }

    /** Until when no call of so many tokens gets through, whatever the pace. */
    long held(long tokens, long now) {
        long held = now;
        for (Pace pace : paces.values()) {
            held = Math.max(held, pace.held(units(pace, tokens), now));
        }
        return held;
    }

    private static long units(Pace pace, long tokens) {
        return pace.kind().ofTokens() ? tokens : 1;
    }

    void grant(long tokens, long now) {
        paces.values().forEach(pace -> pace.grant(units(pace, tokens), now));
    }

    void giveBack(Ticket ticket, long now) {
        paces.values().forEach(pace -> pace.giveBack(units(pace, ticket.tokens), now));
    }

    void sent(Ticket ticket, long now) {
        ticket.sentAt = now;
        ticket.requestsSent = ++requestsSent;
        tokensSent += ticket.tokens;
        ticket.tokensSent = tokensSent;
    }

    /** The call has ended so. */
    void ended(Ticket ticket, Exchange exchange, long now) {
        told(ticket, exchange.limits());
        if (exchange.result() instanceof ModelReply) {
            accepted(ticket, now);
        } else if (exchange.result() instanceof CallFailure failure
                && failure.kind() == CallFailure.Kind.RATE_LIMITED) {
            refused(ticket, exchange.limits(), failure.retryAfter(), now);
        }
    }

    /** A reply or refusal has told what is left. */
    private void told(Ticket ticket, RateLimits limits) {
        told(ticket, limits.requests(), LimitKind.REQUESTS_PER_MINUTE, LimitKind.REQUESTS_PER_DAY);
        told(ticket, limits.tokens(), LimitKind.TOKENS_PER_MINUTE, LimitKind.TOKENS_PER_DAY);
    }

    private void told(Ticket ticket, Optional<RateLimits.Limit> told, LimitKind ofMinute, LimitKind ofDay) {
        if (told.isEmpty() || told.get().limit() == 0) {
            return;
        }
        boolean day = told.get().reset().toNanos() > LONGER_THAN_A_MINUTE * minute;
        if (day) {
            pace(ofMinute).untold();
        }
        long sent = ofMinute.ofTokens() ? ticket.tokensSent : ticket.requestsSent;
        pace(day ? ofDay : ofMinute).told(told.get(), ticket.sentAt, sent);
    }

    /** A call was answered. */
    private void accepted(Ticket ticket, long now) {
        accepted.add(now);
        if (ticket.grantedAt > struckAt) {
            strikes = 0;
        }
    }

    /** A call was refused: all calls of the limit wait for as long as the server asks, and longer if that was too short. */
    private void refused(Ticket ticket, RateLimits told, Optional<Duration> retryAfter, long now) {
        if (ticket.grantedAt >= struckAt) {
            strikes++;
            struckAt = now;
        }
        long own = (minute / 600) << Math.min(strikes - 1, MOST_DOUBLINGS);
        long asked = retryAfter.map(Duration::toNanos).orElse(own);
        long until = now + (strikes > 1 ? Math.max(asked, own) : asked);
        List<Pace> exhausted = exhausted(ticket, told);
        for (Pace pace : exhausted.isEmpty() ? cut() : exhausted) {
            pace.refused(ticket.grantedAt, now, accepted.rate(now), !exhausted.isEmpty());
            pace.hold(until, now);
        }
    }

    /** Those without enough for the call, as the refusal told. */
    private List<Pace> exhausted(Ticket ticket, RateLimits told) {
        return paces.values().stream()
                .filter(pace -> pace.known() > 0)
                .filter(pace -> (pace.kind().ofTokens() ? told.tokens() : told.requests())
                        .filter(limit -> limit.remaining() < units(pace, ticket.tokens))
                        .isPresent())
                .toList();
    }

    /** Where all have enough: any that is known may be cut into slices. */
    private List<Pace> cut() {
        List<Pace> known =
                paces.values().stream().filter(pace -> pace.known() > 0).toList();
        return known.isEmpty() ? List.of(pace(LimitKind.REQUESTS_PER_MINUTE)) : known;
    }

    private Pace pace(LimitKind kind) {
        return Objects.requireNonNull(paces.get(kind));
    }

    /** What keeps a call of so many tokens back the longest. */
    Optional<ThrottleState.Wait> waitsFor(long tokens, long now, Timeline time) {
        Optional<ThrottleState.Wait> longest = Optional.empty();
        long until = now;
        for (Pace pace : paces.values()) {
            long due = pace.due(units(pace, tokens), now);
            if (due > until && due < Long.MAX_VALUE) {
                until = due;
                longest = Optional.of(new ThrottleState.Wait(pace.kind(), time.instant(due)));
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
