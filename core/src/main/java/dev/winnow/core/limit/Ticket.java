package dev.winnow.core.limit;

/**
 * A call's turn to be got ready, as a throttle grants it; when it is, it gets a {@link Throttle#place place} in flight and units
 * of the limits. It ends in {@link Throttle#unused}, or in {@link Throttle#ended} and {@link Throttle#recorded}. Guarded by its
 * throttle.
 */
public final class Ticket {

    /** Of a call that needs no turn, because it is not sent. */
    public static final Ticket NONE = new Ticket(0, false, 0);

    final long tokens;
    final boolean first;
    final long grantedAt;
    long sentAt;
    /** The number of the account that it was sent with. */
    int account;

    long requestsSent;
    long tokensSent;
    boolean over;

    Ticket(long tokens, boolean first, long grantedAt) {
        this.tokens = tokens;
        this.first = first;
        this.grantedAt = grantedAt;
    }
}
