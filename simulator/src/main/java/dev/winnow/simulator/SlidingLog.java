package dev.winnow.simulator;

import java.util.ArrayDeque;
import java.util.Deque;

/** A limit that looks back over one period and counts what was used in it. */
final class SlidingLog implements Meter {
    private record Taken(long at, long units) {}

    private final long limit;
    private final long period;
    private final Deque<Taken> log = new ArrayDeque<>();
    private long used;
    private long now;

    SlidingLog(long limit, long period) {
        this.limit = limit;
        this.period = period;
    }

    @Override
    public void advance(long newNow) {
        now = newNow;
        while (!log.isEmpty() && log.getFirst().at() + period <= now) {
            used -= log.removeFirst().units();
        }
    }

    @Override
    public long untilFree(long units) {
        long missing = used + units - limit;
        if (missing <= 0) {
            return 0;
        }
        for (Taken taken : log) {
            missing -= taken.units();
            if (missing <= 0) {
                return taken.at() + period - now;
            }
        }
        return period;
    }

    @Override
    public void take(long units) {
        log.addLast(new Taken(now, units));
        used += units;
    }

    /** In a full log it takes the place of the oldest, so that waiting for one period always helps. */
    @Override
    public void countRefused() {
        take(1);
        if (used > limit) {
            Taken oldest = log.removeFirst();
            used--;
            if (oldest.units() > 1) {
                log.addFirst(new Taken(oldest.at(), oldest.units() - 1));
            }
        }
    }

    @Override
    public long used() {
        return Math.min(limit, used);
    }

    @Override
    public long untilEmpty() {
        return log.isEmpty() ? 0 : log.getLast().at() + period - now;
    }
}
