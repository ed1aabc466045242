package dev.winnow.db.store;

/** Another process works on the tables of a record type. */
public final class TypeTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TypeTakenException(String type, String reason) {
        super("The tables of " + type + " are taken: " + reason + ". Wait for it, or stop it first.");
    }
}
