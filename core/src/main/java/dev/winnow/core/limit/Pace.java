package dev.winnow.core.limit;

import dev.winnow.core.model.RateLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The pace of one target's calls under one limit: even within the minute, since servers may enforce slices of it. A limit of a
 * day has no pace: its units are used as they are wanted, until they are used up. Units are used when a call is sent; those of
 * calls that are got ready for it are counted ahead. Times are nanoseconds. Guarded by the throttle.
 */
final class Pace {

    /** For timers and pauses of this process; in a minute that is none, no more than the rate keeps back. */
    private static final long SLACK = 50_000_000;

    private static final int SLACKS = 100;
    /** Of a period: others need not be told again of a hold that ends by less than this part later. */
    private static final int HARDLY_LATER = 1_000;
    /** Minutes; then others see for themselves, for a limit that is held for so long is another one, or the server is wrong. */
    private static final int MOST_FOR_OTHERS = 10;

    /** A lease lasts so long at least, since it takes a moment to get the next. */
    private static final long SHORTEST_LEASE = 100_000_000;

    private final LimitKind kind;
    private final long period;
    private final Remaining remaining;
    private final Window window;
    private final Rate rate;
    private final Leases leases;

    private String limit = "";
    private long heldUntil;
    /** What others know of that. */
    private long toldUntil;

    private long pending;
    private long sentAt;

    Pace(LimitKind kind, long period, Leases leases) {
        this.kind = kind;
        this.period = period;
        this.remaining = new Remaining(period);
        this.window = new Window(period);
        this.rate = new Rate(kind, period, remaining, window);
        this.leases = leases;
    }

    LimitKind kind() {
        return kind;
    }

    /** What the account counts; another account is another limit. */
    void account(Account account) {
        String name = account.name() + " " + kind.label();
        rate.configured(account.limit(kind).orElse(0L));
        if (!name.equals(limit)) {
            limit = name;
            leases.clear();
            remaining.clear();
            window.restart();
            rate.clear();
            heldUntil = 0;
            toldUntil = 0;
        }
    }

    /** What is known to be the limit, by configuration or headers; 0 if nothing is. */
    long known() {
        return rate.known();
    }

    /** Whether no other process has been seen for so long that nothing that is known of others can be of it. */
    private boolean alone(long now) {
        return leases.aloneSince(now - 2 * period - period / 5);
    }

    /** The time of a unit; 0 if calls need no pace. */
    private long each(long now) {
        double aim = rate.at(now, alone(now));
        return aim > 0 ? (long) (period / aim) : 0;
    }

    /** When a call of so many units may be sent; the end of time while that is being asked. */
    long due(long units, long now) {
        rate.wanted(units);
        long each = each(now);
        if (each == 0) {
            return held(units, now);
        }
        refill(each);
        long due = scheduled(now, each);
        return due == Long.MAX_VALUE ? due : Math.max(held(units, now), due);
    }

    /** About when it may be sent if it is got ready now, after those that are. */
    long dueAfterPending(long units, long now) {
        rate.wanted(units);
        long each = each(now);
        if (each == 0) {
            return held(units, now);
        }
        refill(each);
        if (pending == 0) {
            leases.forget(now - slack());
        }
        // those that are late to be ready hold nobody back
        long due = leases.about() + pending * each + inADay(each);
        return Math.max(held(units, now), due);
    }

    private long slack() {
        return kind.ofDay() ? period : Math.min(SLACK, period / SLACKS);
    }

    private void refill(long each) {
        long lasts = kind.ofDay() ? period / 2_000 : Math.max(SHORTEST_LEASE, period / 120);
        if (leases.low(lasts)) {
            leases.take(limit, Math.max(lasts / each, leases.owed() + 1), Duration.ofNanos(each), known() == 0);
        }
    }

    private long scheduled(long now, long each) {
        long due = leases.due(now, slack());
        return due == Long.MAX_VALUE ? due : due + inADay(each);
    }

    /** A unit of a day may be used as soon as it would have come back within the day. */
    private long inADay(long each) {
        return kind.ofDay() ? each - period : 0;
    }

    /** Until when the limit lets nothing of this size through, whatever the pace; now or earlier if it does. */
    long held(long units, long now) {
        long told = remaining.due(units, now, window.sent(), sentAt);
        if (told > now) {
            told = Math.min(told, window.due(units + remaining.reserve(now), now));
        }
        long each = kind.ofDay() ? each(now) : 0;
        long day = each > 0 ? scheduled(now, each) : now;
        return Math.max(Math.max(heldUntil, told), day == Long.MAX_VALUE ? now : day);
    }

    /** How long so many units take at the present pace. */
    long time(long units, long now) {
        return units * each(now);
    }

    /** A call is got ready, so that it can be sent when its time comes. */
    void grant(long units) {
        pending += units;
    }

    void send(long units, long now) {
        pending -= units;
        window.add(units, now);
        sentAt = now;
        if (each(now) > 0) {
            leases.spend(units);
        }
    }

    /** Units sent so far. */
    long sent() {
        return window.sent();
    }

    /** A call that was granted is not sent. */
    void unused(long units) {
        pending -= units;
    }

    /** @param refused whether it was told with a refusal, which may have other reasons than others' calls */
    void told(RateLimits.Limit told, boolean refused, long callSentAt, long sentByThen) {
        remaining.told(told, callSentAt, sentByThen);
        if (!refused) {
            window.told(told, callSentAt, sentByThen);
        }
    }

    /** Its limit is one of another period. */
    void untold() {
        remaining.clear();
        window.clear();
    }

    /** A call sent then was refused. */
    void refused(long callSentAt, long now, double acceptedInPeriod, boolean exhausted) {
        rate.refused(callSentAt, now, acceptedInPeriod, exhausted, alone(now));
    }

    /** Lets nothing through until then, in other processes neither. */
    void hold(long until, long now) {
        keep(until);
        // each of many calls that are refused at a time says nearly the same
        if (until - toldUntil > period / HARDLY_LATER) {
            toldUntil = until;
            long others = Math.min(until - now, kind.ofDay() ? period : MOST_FOR_OTHERS * period);
            leases.hold(limit, until, Duration.ofNanos(others + (kind.ofDay() ? period : 0)));
        }
    }

    /** Lets nothing through until then, in this process. */
    void keep(long until) {
        heldUntil = Math.max(heldUntil, until);
    }

    Optional<ThrottleState.Limit> state(Timeline time, long now) {
        double aim = rate.at(now, alone(now));
        if (aim == 0 && known() == 0) {
            return Optional.empty();
        }
        OptionalLong left = remaining.limit() == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, (long) remaining.left(now, window.sent())));
        return Optional.of(new ThrottleState.Limit(
                kind,
                known() == 0 ? Math.round(aim) : known(),
                left,
                heldUntil > now ? Optional.of(time.instant(heldUntil)) : Optional.empty(),
                rate.factor(now)));
    }
}
