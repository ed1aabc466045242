package dev.winnow.db.store;

/** Another process has taken the run over; this one must not write any more. */
public final class RunLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunLostException(Run run) {
        super("Run " + run.id()
                + " was taken over by another process, which goes on with it. This one has written nothing more.");
    }
}
