package dev.winnow.simulator;

/** What a limit would have admitted to a client that always wants more and takes what it gets at once. */
final class Oracle {
    /** Larger limits are asked for several calls at a time, so that asking ends. */
    private static final long STEPS_PER_PERIOD = 20_000;

    private Oracle() {}

    /**
     * Asks a fresh limit from the first to the last of two times, both included.
     *
     * @param cost units of one call, at least 1 and at most the limit
     */
    static Periods admits(Limit limit, long cost, long since, long until) {
        Meter meter = limit.meter();
        Periods admitted = new Periods(limit.period().toNanos(), since);
        long units = cost * Math.max(1, limit.amount() / cost / STEPS_PER_PERIOD);
        long now = since;
        while (true) {
            meter.advance(now);
            long wait = meter.untilFree(units);
            if (wait == 0) {
                meter.take(units);
                admitted.add(now, units);
            } else if (wait > until - now) {
                return admitted;
            } else {
                now += wait;
            }
        }
    }
}
