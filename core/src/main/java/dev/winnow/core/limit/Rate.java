package dev.winnow.core.limit;

/**
 * How many units of one limit are aimed at: a little less than is known to be admitted, and what the limit has to spare all the
 * time (a bucket that is never empty) besides. What is refused lowers it for a while; where nothing is known, it is found out by
 * that alone. Times are nanoseconds. Guarded by the throttle.
 */
final class Rate {

    /** For calls that take longer or shorter on their way than those before them. */
    private static final double SHARE = 0.99;
    /** A server that enforces slices of a minute seldom grants more than a tenth above its part. */
    private static final double MOST_ABOVE = 0.1;

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
    private final Window window;

    private long configured;
    private double guess;
    private double factor = 1;
    private double spare = 1;
    private long cutAt;
    private double largest;

    Rate(LimitKind kind, long period, Remaining remaining, Window window) {
        this.kind = kind;
        this.period = period;
        this.remaining = remaining;
        this.window = window;
    }

    /** What the configuration says; 0 if it says nothing. */
    void configured(long limit) {
        configured = limit;
    }

    /** Another limit from now on. */
    void clear() {
        guess = 0;
        factor = 1;
        spare = 1;
    }

    /** A call of so many units is wanted. */
    void wanted(long units) {
        largest = Math.max(units, largest * 0.999);
    }

    /** What is known to be the limit, by configuration or headers; 0 if nothing is. */
    long known() {
        long told = remaining.limit();
        return configured == 0 || told > 0 && told < configured ? told : configured;
    }

    /**
     * Units a period; 0 if calls need no pace.
     *
     * @param alone whether no other process is known to take from the limit
     */
    double at(long now, boolean alone) {
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
        double most = Math.min(SHARE * known, whole);
        return Math.max(LEAST * known, Math.min(most, most + left(known, now, alone))) * factor(now)
                + Math.min(MOST_ABOVE * known, surplus(now)) * spare;
    }

    /** What others leave of the server's limit beyond the one that is kept to; less than nothing where they take of that. */
    private double left(long known, long now, boolean alone) {
        double others = alone ? Math.max(remaining.others(now), window.others(now)) : 0;
        return Math.max(0, remaining.limit() - known) - others;
    }

    /** What the limit has to spare, less what is kept back anyway; nothing where a smaller one is to be kept to. */
    private double surplus(long now) {
        long known = known();
        return remaining.limit() > known ? 0 : Math.max(0, remaining.surplus(now) - (1 - SHARE) * known);
    }

    /** Which part is aimed at, after what was refused. */
    double factor(long now) {
        return Math.min(1, factor + REGROWTH * (now - cutAt) / period);
    }

    /**
     * A call sent then was refused: slows down, once for all calls that were sent before that.
     *
     * @param acceptedInPeriod how many were not
     * @param exhausted whether the server says that nothing is left
     */
    void refused(long callSentAt, long now, double acceptedInPeriod, boolean exhausted, boolean alone) {
        if (callSentAt < cutAt) {
            return;
        }
        factor = factor(now);
        if (known() == 0) {
            double most = Math.max(LEAST_GUESS, FIRST_GUESS * acceptedInPeriod);
            guess = guess == 0 ? most : Math.min(most, at(now, alone) * GUESS_CUT);
        } else if (exhausted) {
            remaining.refused(now);
            factor = Math.max(LEAST, factor * CUT);
        } else if (surplus(now) > 0 && spare > 0) {
            spare = spare > 0.3 ? spare / 2 : 0;
        } else {
            factor = Math.max(LEAST, factor * CUT);
        }
        cutAt = now;
    }
}
