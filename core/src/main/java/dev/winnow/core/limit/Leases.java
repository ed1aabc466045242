package dev.winnow.core.limit;

import java.time.Duration;

/**
 * The units of one limit that this process has taken and not used yet: the present lease and one ahead of it, so that none of the
 * limit's time is lost while the next is fetched. A call goes when its first unit's time has come; the units that it needs
 * beyond the lease are owed to the next. Times are nanoseconds. Guarded by {@code lock}.
 */
final class Leases {

    private final SharedLimit shared;
    private final SharedLimit own;
    private final Timeline time;
    private final Object lock;
    private final Runnable arrived;

    private long start;
    private long unit;
    private long left;
    private long aheadStart;
    private long aheadUnit;
    private long ahead;
    private long aheadEnd;
    private long parted = Long.MIN_VALUE;
    private long owed;
    private boolean asked;
    private int generation;

    /**
     * None yet.
     *
     * @param arrived is run when a lease has come later than at once, without the lock
     */
    Leases(SharedLimit shared, Timeline time, Object lock, Runnable arrived) {
        this.shared = shared;
        this.own = new LocalLimit(time);
        this.time = time;
        this.lock = lock;
        this.arrived = arrived;
    }

    /**
     * When the next unit may be used; the end of time while none is there. What was left unused for long is not caught up with at
     * once: a server that enforces slices of a minute would refuse it.
     *
     * @param slack how much of it is
     */
    long due(long now, long slack) {
        next();
        forget(now - slack);
        return left > 0 ? start : Long.MAX_VALUE;
    }

    /** About when the next unit may be used, of a lease that is not there yet, too. */
    long about() {
        next();
        return start + owed * unit;
    }

    /** What was left unused for longer is lost. */
    void forget(long before) {
        start = Math.max(start, before);
    }

    /** Whether the next lease is to be taken, given how long one lasts. */
    boolean low(long lasts) {
        next();
        return !asked && ahead == 0 && left * unit <= lasts / 2;
    }

    /** Whether each lease since then has followed on the one before, so that no other process has taken any. */
    boolean aloneSince(long then) {
        return parted < then;
    }

    /** Units that were used and are not taken yet. */
    long owed() {
        return owed;
    }

    /**
     * Asks for the next lease.
     *
     * @param guessed what this process alone has found out is not shared
     */
    void take(String limit, long units, Duration each, boolean guessed) {
        asked = true;
        int current = generation;
        (guessed ? own : shared).take(limit, units, each).whenComplete((lease, broken) -> {
            boolean atOnce = Thread.holdsLock(lock);
            // a limit that breaks must not stop a run
            got(current, broken == null ? lease : new SharedLimit.Lease(Duration.ZERO, units, each));
            if (!atOnce) {
                arrived.run();
            }
        });
    }

    private void got(int asOf, SharedLimit.Lease lease) {
        synchronized (lock) {
            if (asOf != generation) {
                return;
            }
            asked = false;
            long end = aheadEnd;
            aheadStart = time.now() + lease.delay().toNanos();
            long lasts = lease.units() * lease.unit().toNanos();
            aheadEnd = Math.max(end, aheadStart + lasts);
            if (!lease.delay().isZero() && aheadStart - end >= lasts / 4) {
                parted = time.now();
            }
            aheadUnit = lease.unit().toNanos();
            ahead = lease.units();
            next();
        }
    }

    private void next() {
        if (left > 0 || ahead == 0) {
            return;
        }
        long paid = Math.min(owed, ahead);
        owed -= paid;
        // not before the lease ahead of it has ended, which a hold may have put off
        start = Math.max(start, aheadStart) + paid * aheadUnit;
        unit = aheadUnit;
        left = ahead - paid;
        ahead = 0;
    }

    void spend(long units) {
        long here = Math.min(units, left);
        left -= here;
        start += here * unit;
        owed += units - here;
        next();
    }

    /** No unit is due before {@code until}; for others none within {@code pause}. */
    void hold(String limit, long until, Duration pause) {
        shared.hold(limit, pause);
        start = Math.max(start, until);
        aheadStart = Math.max(aheadStart, until);
        aheadEnd = Math.max(aheadEnd, until);
    }

    /** Of another limit from now on. */
    void clear() {
        generation++;
        start = 0;
        aheadEnd = 0;
        asked = false;
        left = 0;
        ahead = 0;
        owed = 0;
    }
}
