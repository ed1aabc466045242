package dev.winnow.core.limit;

/**
 * A call's turn, as a throttle grants it: units of the limits, and then a {@link Throttle#place
 * place} in flight. It ends in one of {@link
 * Throttle#ended} and {@link Throttle#unused}. Guarded by its throttle.
 */
public final class Ticket {

    /** Of a call that needs no turn, because it is not sent. */
    public static final Ticket NONE = new Ticket(0, 0);

    final long tokens;
    final long grantedAt;
    long sentAt;
    long requestsSent;
    long tokensSent;
    boolean sent;
    boolean over;

    Ticket(long tokens, long grantedAt) {
        this.tokens = tokens;
        this.grantedAt = grantedAt;
    }
}
