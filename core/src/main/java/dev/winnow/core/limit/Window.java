package dev.winnow.core.limit;

import dev.winnow.core.model.RateLimits;
import java.util.Arrays;

/**
 * What this process has sent during the last period, and what others seem to have: the rest of what the server says is used. No
 * window, log or bucket that is full again after a period counts more of this process's calls than those of one; a window that
 * weighs the one before it may, where calls came unevenly, and then seems to have others for a while. Times are nanoseconds.
 * Guarded by the throttle.
 */
final class Window {

    private static final int SLOTS = 1_000;
    /** Calls tell of the time when they were sent, which may be long ago. */
    private static final int KEPT = 2 * SLOTS;

    private static final int LOOKS = 12;
    /** Of the limit: calls that overtake each other look like others. */
    private static final double NOBODY = 0.01;
    /** Of the limit: a window that begins anew makes others seem to come and go by much more than this. */
    private static final double STEADY = 0.05;

    private final long period;
    private final long slot;
    /** What was sent before each slot began. */
    private final long[] before = new long[KEPT];

    private final long[] look = new long[LOOKS + 1];
    private final double[] least = new double[LOOKS + 1];
    private final double[] most = new double[LOOKS + 1];
    private long limit;
    private long sent;
    private long first = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;
    private long toldAt = Long.MIN_VALUE;

    Window(long period) {
        this.period = period;
        this.slot = Math.max(1, period / SLOTS);
        clear();
    }

    /** What is known of others is of another limit. */
    void clear() {
        Arrays.fill(look, Long.MIN_VALUE);
    }

    /** Of another limit from now on: nothing has been sent yet. */
    void restart() {
        clear();
        first = Long.MAX_VALUE;
        latest = Long.MIN_VALUE;
        toldAt = Long.MIN_VALUE;
        Arrays.fill(before, sent);
    }

    /** Units sent so far. */
    long sent() {
        return sent;
    }

    /** So many units are sent. */
    void add(long units, long now) {
        long number = now / slot;
        if (latest == Long.MIN_VALUE) {
            first = now;
            latest = number - 1;
        }
        for (long i = Math.max(latest + 1, number - KEPT + 1); i <= number; i++) {
            before[Math.floorMod(i, KEPT)] = sent;
        }
        latest = Math.max(latest, number);
        sent += units;
    }

    private long before(long number) {
        return number > latest ? sent : before[Math.floorMod(Math.max(number, latest - KEPT + 1), KEPT)];
    }

    /**
     * A reply has told.
     *
     * @param sentAt when its call was sent
     * @param sentByThen the units sent by then, its own included
     */
    void told(RateLimits.Limit told, long sentAt, long sentByThen) {
        long begin = (sentAt - period) / slot;
        if (sentAt < toldAt || begin <= latest - KEPT) {
            return; // more is known already
        }
        toldAt = sentAt;
        if (told.limit() != limit) {
            limit = told.limit();
            clear();
        }
        long number = sentAt / (period / LOOKS);
        int index = Math.floorMod(number, LOOKS + 1);
        double others = (double) limit - told.remaining() - (sentByThen - before(begin));
        boolean another = look[index] != number;
        least[index] = another ? others : Math.min(least[index], others);
        most[index] = another ? others : Math.max(most[index], others);
        look[index] = number;
    }

    /**
     * Units that others have used during the last period, at least; 0 if hardly any. What an earlier process has left behind is
     * not taken for others: only what was told a period after the first call counts.
     */
    double others(long now) {
        Seen seen = seen(now, first == Long.MAX_VALUE ? now : first + period + period / LOOKS);
        return seen.most > NOBODY * limit ? seen.most : 0;
    }

    /**
     * When the limit has room for so many units, as far as this process alone and others that are steady are concerned; the end of
     * time if that is not known.
     */
    long due(double units, long now) {
        Seen seen = seen(now, now - period);
        boolean nobody = seen.most <= NOBODY * limit;
        boolean steady = now - first > period + period / LOOKS && seen.most - seen.least < STEADY * limit;
        if (seen.most < seen.least || !nobody && !steady) {
            return Long.MAX_VALUE;
        }
        double room = limit - units - Math.max(0, seen.most);
        long number = (now - period) / slot;
        if (sent - before(number) <= room) {
            return now;
        }
        while (number <= latest && sent - before(number) > room) {
            number++;
        }
        return sent - before(number) > room ? Long.MAX_VALUE : number * slot + period;
    }

    /** Nothing was seen where most is less than least. */
    private record Seen(double least, double most) {}

    /** During the last period, and not before {@code from}. */
    private Seen seen(long now, long from) {
        long number = now / (period / LOOKS);
        long oldest = Math.max(number - LOOKS, from / (period / LOOKS));
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (int i = 0; i <= LOOKS; i++) {
            if (look[i] >= oldest && look[i] <= number) {
                low = Math.min(low, least[i]);
                high = Math.max(high, most[i]);
            }
        }
        return new Seen(low, high);
    }
}
