package dev.winnow.db.embedded;

/**
 * The embedded server could not be started, joined or stopped. The message says what failed and what to do about it; it
 * names files and processes, never a password.
 */
public final class EmbeddedPostgresException extends RuntimeException {

    EmbeddedPostgresException(String message) {
        super(message);
    }

    EmbeddedPostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
