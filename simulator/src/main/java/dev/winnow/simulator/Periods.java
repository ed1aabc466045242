package dev.winnow.simulator;

import java.util.Arrays;

/** Sums by period of the clock, the first 1,000 of them. Not thread-safe. */
final class Periods {
    static final int MOST = 1_000;

    private final long period;
    private final long first;
    private long[] sums = new long[16];
    private long total;

    /** @param since in the first period */
    Periods(long period, long since) {
        this.period = period;
        this.first = Math.floorDiv(since, period);
    }

    void add(long at, long units) {
        total += units;
        int index = index(at);
        if (index < MOST) {
            if (index >= sums.length) {
                sums = Arrays.copyOf(sums, Math.min(MOST, 2 * index));
            }
            sums[index] += units;
        }
    }

    /** The number of the period that this time is in, from 0; at most {@link #MOST}. */
    int index(long at) {
        return (int) Math.min(MOST, Math.floorDiv(at, period) - first);
    }

    long sum(int index) {
        return index < sums.length ? sums[index] : 0;
    }

    long total() {
        return total;
    }
}
