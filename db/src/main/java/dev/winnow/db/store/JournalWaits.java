package dev.winnow.db.store;

/**
 * What calls wait for in the journal at one moment.
 *
 * @param requests how many wait for the same request of another call, of this run or of another, to be answered
 * @param room how many wait for room in a budget: calls in flight have reserved what is left of it, and may give some back
 * @param budget which one and how far it is spent, for operators; empty if none waits for room
 */
public record JournalWaits(int requests, int room, String budget) {

    /** Nobody waits. */
    public static final JournalWaits NONE = new JournalWaits(0, 0, "");
}
