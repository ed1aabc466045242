package dev.winnow.simulator;

import java.util.List;
import java.util.stream.IntStream;

/** One limit of one account: how far it is used up, by whom, and what it refused. Not thread-safe. */
final class Gauge {
    /** How often the other client takes its share in a period, at most. */
    private static final double STEPS_PER_PERIOD = 6_000;

    final Limit limit;
    final Meter meter;
    private final boolean refusedCount;
    private final long since;
    private final Periods admitted;
    private final Periods others;
    private final long othersStep;
    private final double othersInterval;
    private long othersTurns;
    private long othersRefused;
    private long refused;

    Gauge(Limit limit, Limits limits, long since) {
        this.limit = limit;
        this.meter = limit.meter();
        this.refusedCount = limits.refusedCount();
        this.since = since;
        long period = limit.period().toNanos();
        this.admitted = new Periods(period, since);
        this.others = new Periods(period, since);
        double share = limits.others() * limit.amount();
        this.othersStep = (long) Math.ceil(share / STEPS_PER_PERIOD);
        this.othersInterval = othersStep * (period / share);
    }

    /** Lets the other client have its turns up to now. */
    void advance(long now) {
        if (othersStep > 0) {
            for (long turn = nextTurn(); turn <= now; turn = nextTurn()) {
                othersTurns++;
                meter.advance(turn);
                if (meter.untilFree(othersStep) == 0) {
                    meter.take(othersStep);
                    others.add(turn, othersStep);
                } else {
                    othersRefused += othersStep;
                    countRefused();
                }
            }
        }
        meter.advance(now);
    }

    private long nextTurn() {
        return since + (long) Math.ceil((othersTurns + 1) * othersInterval);
    }

    void admit(long units, long now) {
        meter.take(units);
        admitted.add(now, units);
    }

    void refuse() {
        refused++;
    }

    /** Counts a refused call, whichever limit refused it. */
    void countRefused() {
        if (refusedCount && limit.of().isOfRequests()) {
            meter.countRefused();
        }
    }

    long remaining() {
        return limit.amount() - meter.used();
    }

    /** @param calls how many were admitted */
    QuotaUse.OfLimit use(long calls, long until) {
        Periods wouldAdmit = Oracle.admits(limit, meanCost(calls), since, until);
        int last = Math.min(Periods.MOST - 1, admitted.index(until));
        List<QuotaUse.Period> periods = IntStream.rangeClosed(0, last)
                .mapToObj(i -> new QuotaUse.Period(admitted.sum(i), others.sum(i), wouldAdmit.sum(i)))
                .toList();
        return new QuotaUse.OfLimit(
                limit, admitted.total(), refused, others.total(), othersRefused, wouldAdmit.total(), periods);
    }

    long meanCost(long calls) {
        return calls == 0 ? 1 : Math.max(1, Math.round(admitted.total() / (double) calls));
    }
}
