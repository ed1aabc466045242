package dev.winnow.core.limit;

import dev.winnow.core.model.RateLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The pace of one target's calls under one limit: even within the minute, since servers may enforce slices of it, and a little
 * below it. What the limit has to spare all the time (a bucket that is never empty) is used up besides. A limit of a day has no
 * pace: its units are used as they are wanted, until they are used up. Times are nanoseconds. Guarded by the throttle.
 */
final class Pace {

    /** For calls that take longer or shorter on their way than those before them. */
    private static final double SHARE = 0.99;
    /** A server that enforces slices of a minute seldom grants more than a tenth above its part. */
    private static final double MOST_ABOVE = 0.1;

    /** For timers and pauses of this process; in a minute that is none, less than what the share keeps back. */
    private static final long SLACK = 50_000_000;

    private static final int SLACKS = 200;

    private static final double CUT = 0.95;
    private static final double REGROWTH = 0.05;
    private static final double LEAST = 0.05;
    private static final double FIRST_GUESS = 0.9;
    private static final double LEAST_GUESS = 10;
    private static final double GUESS_CUT = 0.9;
    /** A guess that was not refused is doubled after half of the period, slowly at first and faster and faster then. */
    private static final double REGUESSED = 2;

    private final LimitKind kind;
    private final long period;
    private final Remaining remaining;
    private final Leases leases;

    private String limit = "";
    private long configured;
    private double guess;
    private double factor = 1;
    private double spare = 1;
    private long cutAt;
    private double largest;
    private long heldUntil;
    private long granted;
    private long grantedAt;

    Pace(LimitKind kind, long period, Leases leases) {
        this.kind = kind;
        this.period = period;
        this.remaining = new Remaining(period);
        this.leases = leases;
    }

    LimitKind kind() {
        return kind;
    }

    /** What the account counts; another account is another limit. */
    void account(Account account) {
        String name = account.name() + " " + kind.label();
        configured = account.limit(kind).orElse(0L);
        if (!name.equals(limit)) {
            limit = name;
            leases.clear();
            remaining.clear();
            guess = 0;
            heldUntil = 0;
            factor = 1;
            spare = 1;
        }
    }

    /** What is known to be the limit, by configuration or headers; 0 if nothing is. */
    long known() {
        long told = remaining.limit();
        return configured == 0 || told > 0 && told < configured ? told : configured;
    }

    /** Units a period; 0 if calls need no pace. */
    private double rate(long now) {
        long known = known();
        if (known == 0) {
            double since = REGUESSED * (now - cutAt) / period;
            return guess * Math.pow(2, Math.min(30, since * since));
        }
        if (kind.ofDay()) {
            return configured;
        }
        // a call is not cut at the end of a window
        double call = Math.max(1, Math.min(largest, known));
        double whole = Math.max(known - call, SHARE * call * Math.floor(known / call));
        double kept = remaining.limit() - known;
        double surplus = Math.max(0, remaining.surplus(now) - Math.max(0, kept));
        double others = leases.alone() ? remaining.others(now) : 0;
        return Math.max(LEAST * known, Math.min(SHARE * known, whole) - others) * factor(now)
                + Math.min(MOST_ABOVE * known, surplus) * spare;
    }

    private double factor(long now) {
        return Math.min(1, factor + REGROWTH * (now - cutAt) / period);
    }

    /** When a call of so many units may be granted; the end of time while that is being asked. */
    long due(long units, long now) {
        largest = Math.max(units, largest * 0.999);
        double rate = rate(now);
        long each = rate > 0 ? (long) (period / rate) : 0;
        if (each == 0) {
            return held(units, now);
        }
        long lasts = kind.ofDay() ? period / 2_000 : period / 120;
        if (leases.low(lasts)) {
            leases.take(limit, Math.max(lasts / each, leases.owed() + 1), Duration.ofNanos(each), known() == 0);
        }
        long due = kind.ofDay() ? ofDay(now, each) : leases.due(now, Math.min(SLACK, period / SLACKS));
        return due == Long.MAX_VALUE ? due : Math.max(held(units, now), due);
    }

    /** A unit of a day may be used as soon as it would have come back within the day. */
    private long ofDay(long now, long each) {
        long due = leases.due(now, period);
        return due == Long.MAX_VALUE ? due : due + each - period;
    }

    /** Until when the limit lets nothing of this size through, whatever the pace; now or earlier if it does. */
    long held(long units, long now) {
        long told = remaining.due(units, now, granted, grantedAt);
        double rate = kind.ofDay() ? rate(now) : 0;
        long day = rate > 0 ? ofDay(now, (long) (period / rate)) : now;
        return Math.max(Math.max(heldUntil, told), day == Long.MAX_VALUE ? now : day);
    }

    void grant(long units, long now) {
        granted += units;
        grantedAt = now;
        if (rate(now) > 0) {
            leases.spend(units);
        }
    }

    void giveBack(long units, long now) {
        granted -= units;
        if (rate(now) > 0) {
            leases.giveBack(units);
        }
    }

    void told(RateLimits.Limit told, long sentAt, long sentUnits) {
        remaining.told(told, sentAt, sentUnits);
    }

    /** Its limit is one of another period. */
    void untold() {
        remaining.clear();
    }

    /** A call granted then was refused: slows down, once for all calls that were granted before that. */
    void refused(long callGrantedAt, long now, double acceptedInPeriod, boolean exhausted) {
        if (callGrantedAt < cutAt) {
            return;
        }
        factor = factor(now);
        if (known() == 0) {
            double most = Math.max(LEAST_GUESS, FIRST_GUESS * acceptedInPeriod);
            guess = guess == 0 ? most : Math.min(most, rate(now) * GUESS_CUT);
        } else if (exhausted) {
            remaining.refused(now);
            factor = Math.max(LEAST, factor * CUT);
        } else if (remaining.surplus(now) > 0 && spare > 0) {
            spare = spare > 0.3 ? spare / 2 : 0;
        } else {
            factor = Math.max(LEAST, factor * CUT);
        }
        cutAt = now;
    }

    /** Lets nothing through until then, in other processes neither. */
    void hold(long until, long now) {
        heldUntil = Math.max(heldUntil, until);
        leases.hold(limit, until, Duration.ofNanos(until - now + (kind.ofDay() ? period : 0)));
    }

    Optional<ThrottleState.Limit> state(Timeline time, long now) {
        double rate = rate(now);
        if (rate == 0 && known() == 0) {
            return Optional.empty();
        }
        OptionalLong left = remaining.limit() == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, (long) remaining.left(now, granted)));
        return Optional.of(new ThrottleState.Limit(
                kind,
                known() == 0 ? Math.round(rate) : known(),
                left,
                heldUntil > now ? Optional.of(time.instant(heldUntil)) : Optional.empty(),
                factor(now)));
    }
}
