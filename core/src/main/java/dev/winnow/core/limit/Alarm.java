package dev.winnow.core.limit;

/** One timer for the earliest of the times at which something is due. Thread-safe. */
final class Alarm {

    /** For less, no other timer is set. */
    private static final long EARLIER = 1_000_000;

    private final Timeline time;
    private final Runnable rings;
    private long at = Long.MAX_VALUE;
    private long timers;

    Alarm(Timeline time, Runnable rings) {
        this.time = time;
        this.rings = rings;
    }

    /** Rings at {@code due} or somewhat earlier; never for the end of time. */
    void set(long due, long now) {
        long timer;
        synchronized (this) {
            if (due >= at - EARLIER) {
                return;
            }
            at = due;
            timer = ++timers;
        }
        time.after(due - now).thenRunAsync(() -> passed(timer), time.workers());
    }

    /** Only the timer that was set last counts: those before it would go on beside it for ever. */
    private void passed(long timer) {
        synchronized (this) {
            if (timer != timers) {
                return;
            }
            at = Long.MAX_VALUE;
        }
        rings.run();
    }
}
