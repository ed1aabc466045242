package dev.winnow.core.limit;

/** What a rate limit counts, and over which time. */
public enum LimitKind {
    /** Calls in a minute. */
    REQUESTS_PER_MINUTE("requests per minute"),
    /** Tokens in a minute, as the server counts them: the larger of output limit and estimated input. */
    TOKENS_PER_MINUTE("tokens per minute"),
    /** Calls in a day. */
    REQUESTS_PER_DAY("requests per day"),
    /** Tokens in a day. */
    TOKENS_PER_DAY("tokens per day");

    private final String label;

    LimitKind(String label) {
        this.label = label;
    }

    /** As a person says it. */
    public String label() {
        return label;
    }

    /** Whether it counts tokens; else calls. */
    boolean ofTokens() {
        return this == TOKENS_PER_MINUTE || this == TOKENS_PER_DAY;
    }

    /** Whether it is one of a day; else of a minute. */
    boolean ofDay() {
        return this == REQUESTS_PER_DAY || this == TOKENS_PER_DAY;
    }
}
