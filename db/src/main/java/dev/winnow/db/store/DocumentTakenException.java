package dev.winnow.db.store;

/** A living process works on the document. */
public final class DocumentTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DocumentTakenException(long run) {
        super("Run " + run + " works on this document. Wait for it, or stop it first.");
    }
}
