package dev.winnow.simulator;

/** A limit whose used units come back all at once, at each multiple of the period. */
final class FixedWindow implements Meter {
    private final long limit;
    private final long period;
    private long used;
    private long now;

    FixedWindow(long limit, long period) {
        this.limit = limit;
        this.period = period;
    }

    @Override
    public void advance(long newNow) {
        if (Math.floorDiv(newNow, period) != Math.floorDiv(now, period)) {
            used = 0;
        }
        now = newNow;
    }

    @Override
    public long untilFree(long units) {
        return used + units <= limit ? 0 : untilNext();
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
        return Math.min(limit, used);
    }

    @Override
    public long untilEmpty() {
        return used == 0 ? 0 : untilNext();
    }

    private long untilNext() {
        return period - Math.floorMod(now, period);
    }
}
