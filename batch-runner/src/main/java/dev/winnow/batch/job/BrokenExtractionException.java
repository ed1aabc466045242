package dev.winnow.batch.job;

/** An attempt at a document ended in a way that nobody foresaw. */
final class BrokenExtractionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Class and place only: the message of {@code cause} may quote a document, and Spring Batch keeps messages. */
    BrokenExtractionException(Throwable cause) {
        super("an extraction broke: " + cause.getClass().getName() + place(cause.getStackTrace())
                + "; this is a defect of Winnow");
    }

    private static String place(StackTraceElement[] trace) {
        return trace.length > 0 ? " at " + trace[0] : "";
    }
}
