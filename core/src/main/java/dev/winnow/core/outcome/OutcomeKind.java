package dev.winnow.core.outcome;

/** The names of the outcomes, as they stand in the database and in reports. */
public enum OutcomeKind {
    /** A valid record. */
    EXTRACTED,
    /** None of the record types asked for fits. */
    UNMATCHED,
    /** The reply broke the schema or a constraint, or the database refused the row. */
    INVALID,
    /** The model declined. */
    REFUSED,
    /** The output limit cut the reply. */
    TRUNCATED,
    /** The provider's content filter stepped in. */
    FILTERED,
    /** The document exceeds what the model or the configuration takes. */
    TOO_LONG,
    /** The document itself is the cause of a failure. */
    FAILED
}
