package dev.winnow.core.limit;

import java.util.Arrays;

/**
 * How many calls may be in flight at one target. It doubles with each round of replies while it is used to the full, until the
 * maximum, or until more calls only take longer; then it grows by small steps. It shrinks at once where the server says that it
 * has too many calls, and where many of a round fail. The few trials of a circuit that is open say nothing about how many it
 * takes: then it doubles again up to half of what it was. It looks at medians: a few slow calls say nothing about the server.
 * Times are nanoseconds. Guarded by the throttle.
 */
final class Concurrency {

    /** Until anything is known of the server, its limits above all. */
    private static final int FIRST = 4;

    private static final int HEARD = 32;
    private static final int SHORTEST_ROUND = 16;
    private static final int SAMPLES = 256;
    private static final double STEP = 0.05;
    private static final double FAILURES = 0.1;
    /** A median so many times the least one: calls queue up. */
    private static final double QUEUEING = 2;
    /** Rounds until replies come from calls that began after a change. */
    private static final int SETTLING = 2;

    private final int most;
    private final long[] latencies = new long[SAMPLES];
    private double limit;
    private boolean heard;
    private boolean doubling = true;
    private boolean full;
    private int round;
    private int replies;
    private int failures;
    private long shrunkAt = Long.MIN_VALUE;
    private double ceiling = Double.MAX_VALUE;
    private double least = Double.MAX_VALUE;
    private double bestRate;
    private int trial;
    private double before;
    private double back;

    Concurrency(int most) {
        this.most = most;
        this.limit = Math.min(most, FIRST);
    }

    int limit() {
        return (int) limit;
    }

    /** So many places are taken now, with that of the call that begins. */
    void began(int taken) {
        full |= taken >= limit();
    }

    /** A call has brought a reply. */
    void replied(long latency) {
        heard();
        latencies[replies % SAMPLES] = latency;
        replies++;
        if (doubling && full) {
            limit = Math.min(most, limit + 1);
            doubling = limit < ceiling / 2;
        }
        settle();
    }

    /** The server has answered otherwise, and not because of its load. */
    void heard() {
        if (!heard) {
            heard = true;
            // what failed before says nothing of how many it takes
            ceiling = Double.MAX_VALUE;
            doubling = true;
            limit = Math.min(most, HEARD);
            begin();
        }
    }

    /** A call failed for reasons of the server's own, or of the network's. */
    void failed(long beganAt, long now) {
        failures++;
        if (failures > Math.max(2, FAILURES * Math.max(round, SHORTEST_ROUND))) {
            shrink(0.7, beganAt, now);
        }
        settle();
    }

    /** The server has said that it has more calls than it can take. */
    void overloaded(long beganAt, long now) {
        shrink(0.5, beganAt, now);
    }

    /** Once for all calls that began before. */
    private void shrink(double part, long beganAt, long now) {
        if (beganAt >= shrunkAt) {
            shrunkAt = now;
            ceiling = full ? limit : ceiling;
            limit = Math.max(full ? 1 : Math.min(limit, FIRST), limit * part);
            doubling = ceiling == Double.MAX_VALUE ? doubling : limit < ceiling / 2;
            begin();
        }
    }

    private void begin() {
        round = Math.max(limit(), SHORTEST_ROUND);
        replies = 0;
        failures = 0;
        full = false;
    }

    private void settle() {
        if (replies + failures < round) {
            return;
        }
        if (replies > failures) {
            double median = median();
            // what is usual may change: other documents, another time of day
            least = Math.min(least * 1.001, median);
            if (full) {
                adapt(median);
            }
        }
        begin();
    }

    private void adapt(double median) {
        double rate = round / median;
        boolean better = rate > bestRate * (1 + STEP);
        bestRate = Math.max(bestRate * 0.99, rate);
        boolean queueing = median > QUEUEING * least;
        if (trial > 0) {
            tried(median, queueing);
        } else if (queueing && !better) {
            doubling = false;
            trial = 2 * SETTLING; // what was begun with fewer calls in flight has to end first
        } else if (!doubling) {
            double step = limit < ceiling * 0.9 ? Math.max(1, limit * STEP) : 1;
            limit = Math.min(most, limit + step);
        }
    }

    /** Looks whether fewer calls are faster: if they are not, that is how long calls take now. */
    private void tried(double median, boolean queueing) {
        trial--;
        boolean faster = median < 0.9 * before;
        if (trial == SETTLING || trial == 0 && faster && queueing) {
            before = median;
            back = limit;
            limit = Math.max(1, limit * 0.8);
            trial = SETTLING;
        } else if (trial == 0 && !faster) {
            least = median;
            limit = Math.max(limit, back);
        }
    }

    private double median() {
        long[] sorted = Arrays.copyOf(latencies, Math.min(replies, SAMPLES));
        Arrays.sort(sorted);
        return Math.max(1, sorted[sorted.length / 2]);
    }
}
