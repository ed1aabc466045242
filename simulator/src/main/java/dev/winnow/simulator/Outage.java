package dev.winnow.simulator;

/** What a {@link Simulator} does to all calls while it lasts. */
public enum Outage {
    /** Open connections are closed, and new ones as soon as they are made. */
    UNREACHABLE,
    /** HTTP 500. */
    SERVER_ERROR,
    /** HTTP 503 with code {@code server_is_overloaded}. */
    OVERLOADED,
    /** HTTP 502 with an HTML page as body. */
    BAD_GATEWAY,
    /** No byte ever comes, and the connections stay open. */
    SILENT,
    /** HTTP 429 with code {@code insufficient_quota}: the account has no credit left. */
    NO_CREDIT
}
