package dev.winnow.simulator;

/** A limit whose used units come back evenly over a period. */
final class Bucket implements Meter {
    /** Hides what is lost in dividing. */
    private static final double TOLERANCE = 1e-6;

    private final long limit;
    private final double unitsPerNano;
    private double used;
    private long last;

    Bucket(long limit, long period) {
        this.limit = limit;
        this.unitsPerNano = limit / (double) period;
    }

    @Override
    public void advance(long now) {
        used = Math.max(0, used - (now - last) * unitsPerNano);
        last = now;
    }

    @Override
    public long untilFree(long units) {
        double missing = used + units - limit;
        return missing <= TOLERANCE ? 0 : time(missing);
    }

    @Override
    public void take(long units) {
        used += units;
    }

    @Override
    public void countRefused() {
        used = Math.min(Math.max(limit, used), used + 1);
    }

    @Override
    public long used() {
        return Math.min(limit, (long) Math.ceil(used - TOLERANCE));
    }

    @Override
    public long untilEmpty() {
        return time(used);
    }

    private long time(double units) {
        return (long) Math.ceil(units / unitsPerNano - TOLERANCE);
    }
}
