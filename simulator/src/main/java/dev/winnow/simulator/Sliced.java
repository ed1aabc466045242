package dev.winnow.simulator;

/**
 * A limit that is also enforced in slices of its period. What it tells is of the whole.
 *
 * @param most units of one slice; a call of more than that needs an empty one
 */
record Sliced(Meter whole, Meter slice, long most) implements Meter {

    @Override
    public void advance(long now) {
        whole.advance(now);
        slice.advance(now);
    }

    @Override
    public long untilFree(long units) {
        return Math.max(whole.untilFree(units), slice.untilFree(Math.min(units, most)));
    }

    @Override
    public void take(long units) {
        whole.take(units);
        slice.take(units);
    }

    @Override
    public void countRefused() {
        whole.countRefused();
        slice.countRefused();
    }

    @Override
    public long used() {
        return whole.used();
    }

    @Override
    public long untilEmpty() {
        return whole.untilEmpty();
    }
}
