package dev.winnow.core.document;

/** What becomes of a document that is longer than what may be sent. */
public enum Overlong {
    /** It ends as {@code TOO_LONG}. The default. */
    REFUSE,
    /** As much of its beginning as fits is read. */
    HEAD,
    /** Its beginning and its end are read: two thirds and one third of what fits. */
    HEAD_AND_TAIL
}
