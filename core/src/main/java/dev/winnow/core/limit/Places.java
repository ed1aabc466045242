package dev.winnow.core.limit;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;

/**
 * The places in flight of one target's calls, and how many calls are got ready meanwhile: a call is put on record before it is
 * sent, and no place is to stay empty for that. As many are ready ahead as it takes, since what is on record counts as paid until
 * it ends. Nor does a place stay empty until a reply is on record; but only few may be on their way there, for what is not on
 * record when the process is killed is bought again. Guarded by the throttle.
 */
final class Places {

    /** For so many places, one reply may be on its way to the record that takes none: more would be a commit that hangs. */
    private static final int PLACES_FOR_ONE_UNRECORDED = 8;

    private final Concurrency concurrency;
    private int gettingReady;
    private int inFlight;
    private int unrecorded;
    private int ahead = 1;
    private int freed;
    private int leastReady = Integer.MAX_VALUE;

    Places(int most) {
        this.concurrency = new Concurrency(most);
    }

    /** Whether another call may be got ready. */
    boolean admit() {
        return gettingReady + taken() < concurrency.limit() + ahead;
    }

    /** Whether another call may be sent. */
    boolean free() {
        return taken() < concurrency.limit();
    }

    /** By calls in flight, and by replies that are not on record beyond the few that may be. */
    int taken() {
        int few = (concurrency.limit() + PLACES_FOR_ONE_UNRECORDED - 1) / PLACES_FOR_ONE_UNRECORDED;
        return inFlight + Math.max(0, unrecorded - few);
    }

    void granted() {
        gettingReady++;
    }

    void sent() {
        gettingReady--;
        inFlight++;
        concurrency.began(taken());
    }

    /** A call that was granted is not sent. */
    void unused() {
        gettingReady--;
    }

    /**
     * A call that was sent has ended, which is not on record yet.
     *
     * @param sentAt nanoseconds, as {@code now}
     * @param ready how many calls are ready to be sent
     * @param wanted whether others could have been got ready
     */
    void ended(CallResult result, long sentAt, long now, int ready, boolean wanted) {
        inFlight--;
        unrecorded++;
        if (result instanceof CallFailure failure) {
            failed(failure, sentAt, now);
        } else {
            concurrency.replied(now - sentAt);
        }
        adapt(ready, wanted);
    }

    /** How a call ended is on record. */
    void recorded() {
        unrecorded--;
    }

    private void failed(CallFailure failure, long sentAt, long now) {
        switch (failure.kind()) {
            case RATE_LIMITED -> concurrency.heard();
            case OVERLOADED -> concurrency.overloaded(sentAt, now);
            case SERVER_ERROR, REPLY_LOST -> concurrency.failed(sentAt, now);
            case UNREACHABLE -> {
                // no word on how many calls it takes: that is for the circuit breaker
            }
            default -> {
                if (failure.status() > 0) {
                    concurrency.heard();
                }
            }
        }
    }

    /** One more where a place would stay empty; fewer where some were ready all through a round of calls. */
    private void adapt(int ready, boolean wanted) {
        if (ready == 0 && wanted) {
            ahead = Math.min(ahead + 1, concurrency.limit());
        }
        freed++;
        leastReady = Math.min(leastReady, ready);
        if (freed >= concurrency.limit()) {
            ahead = Math.max(1, ahead - (leastReady + 1) / 2);
            freed = 0;
            leastReady = Integer.MAX_VALUE;
        }
    }

    int inFlight() {
        return inFlight;
    }

    int limit() {
        return concurrency.limit();
    }
}
