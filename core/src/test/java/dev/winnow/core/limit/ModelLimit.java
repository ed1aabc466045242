package dev.winnow.core.limit;

import java.util.ArrayDeque;
import java.util.Deque;

/** One limit of a server as the kinds of servers keep it. Times are nanoseconds. Used by one thread. */
final class ModelLimit {

    /** When used units come back. */
    enum Kind {
        /** All at once at the end of each period. */
        FIXED,
        /** Each one a period after it was used. */
        SLIDING,
        /** Evenly. */
        REFILL
    }

    private record Taken(long at, double units) {}

    final double limit;
    private final Kind kind;
    private final long period;
    private final Deque<Taken> log = new ArrayDeque<>();
    private double used;
    private long now;

    ModelLimit(Kind kind, double limit, long period) {
        this.kind = kind;
        this.limit = limit;
        this.period = period;
    }

    private void advance(long to) {
        switch (kind) {
            case FIXED -> used = to / period == now / period ? used : 0;
            case REFILL -> used = Math.max(0, used - (to - now) * limit / period);
            case SLIDING -> {
                while (!log.isEmpty() && log.getFirst().at() + period <= to) {
                    used -= log.removeFirst().units();
                }
            }
        }
        now = to;
    }

    /** How long until so many units are free. */
    long untilFree(double units, long at) {
        advance(at);
        double missing = used + units - limit;
        if (missing <= 1e-6) {
            return 0;
        }
        switch (kind) {
            case FIXED -> {
                return period - now % period;
            }
            case REFILL -> {
                return (long) Math.ceil(missing * period / limit);
            }
            default -> {
                for (Taken taken : log) {
                    missing -= taken.units();
                    if (missing <= 1e-6) {
                        return taken.at() + period - now;
                    }
                }
                return period;
            }
        }
    }

    void take(double units) {
        used += units;
        if (kind == Kind.SLIDING) {
            log.addLast(new Taken(now, units));
        }
    }

    /** A refused call takes a place, too, and in a full log the oldest one. */
    void refused() {
        if (used + 1 <= limit) {
            take(1);
        } else if (kind == Kind.SLIDING) {
            Taken oldest = log.removeFirst();
            used -= oldest.units();
            take(1);
        }
    }

    long remaining() {
        return Math.max(0, (long) (limit - used + 1e-6));
    }

    /** How long until it is whole. */
    long reset() {
        return switch (kind) {
            case FIXED -> used == 0 ? 0 : period - now % period;
            case REFILL -> (long) (used * period / limit);
            case SLIDING -> log.isEmpty() ? 0 : log.getLast().at() + period - now;
        };
    }

    /** What it admits from now on for so long, to someone who takes all there is in calls of so many units. */
    static double admits(Kind kind, double limit, long period, double units, long from, long until) {
        ModelLimit fresh = new ModelLimit(kind, limit, period);
        double admitted = 0;
        long at = from;
        while (at < until) {
            long wait = fresh.untilFree(units, at);
            if (wait == 0) {
                fresh.take(units);
                admitted += units;
            }
            at += wait;
        }
        return admitted;
    }
}
