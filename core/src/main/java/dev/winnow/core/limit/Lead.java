package dev.winnow.core.limit;

/**
 * How long before its time a call is got ready: as long as it takes to put one on record, at the worst of late. Times are
 * nanoseconds. Guarded by the throttle.
 */
final class Lead {

    private static final long LEAST = 20_000_000;
    /** What is on record counts as paid until it ends, so there is to be little of it. */
    private static final long MOST = 500_000_000;

    private static final double MARGIN = 1.25;
    private static final double FADING = 0.995;

    private double worst = 100_000_000 / MARGIN;

    /** It took so long to get one ready. */
    void took(long nanos) {
        worst = Math.max(nanos, worst * FADING);
    }

    long nanos() {
        return (long) Math.max(LEAST, Math.min(MOST, MARGIN * worst));
    }
}
