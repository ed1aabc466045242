package dev.winnow.db.store;

/** Another process works on the same run. */
public final class RunTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunTakenException(long run, String runner) {
        super("Run " + run + " of this command is being worked on by " + runner + ". Wait for it, or stop it first.");
    }
}
