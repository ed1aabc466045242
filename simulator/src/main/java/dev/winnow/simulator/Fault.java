package dev.winnow.simulator;

/** What may go wrong with the calls of a document. */
public enum Fault {
    /** HTTP 500. */
    SERVER_ERROR(true),
    /** HTTP 503 with code {@code server_is_overloaded}. */
    OVERLOADED(true),
    /** HTTP 429 with code {@code rate_limit_exceeded} and the header {@code retry-after-ms}. */
    RATE_LIMITED(true),
    /** HTTP 502 with an HTML page as body. */
    BAD_GATEWAY(true),
    /** The connection is closed before the call is answered. */
    DROPPED(true),
    /** No byte ever comes, and the connection stays open. */
    SILENT(true),
    /** The call is answered and paid for, and the connection closed before the first byte. */
    LOST(true),
    /** The call is answered and paid for, and the connection closed after half of the body. */
    HALF_BODY(true),
    /** The body comes a byte at a time, at {@link Faults#pace()}. */
    SLOW_BODY(true),
    /** Answered with an empty list of choices, or of output items. */
    NO_CHOICE(true),
    /** The model refuses in its own words. */
    REFUSED(false),
    /** Half of the reply, as if the output limit were reached there. */
    CUT(false),
    /** The entry's {@code broken} instead of its record; nothing if it has none. */
    BROKEN(false);

    private final boolean passing;

    Fault(boolean passing) {
        this.passing = passing;
    }

    /** How many calls of a document it strikes unless told otherwise: one, or all for what the model itself says. */
    int usualCalls() {
        return passing ? 1 : Integer.MAX_VALUE;
    }
}
