package dev.winnow.db.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Map;

/** Turns what the operating system or PostgreSQL said into what the user can do about it. */
final class Advice {

    static final String OWN_SERVER = "Or name a PostgreSQL server of your own with --db-url.";

    private static final String FULL = "The disk is full: free 300 MB or more there, or choose another directory.";

    private static final Map<String, String> BY_SYMPTOM = Map.of(
            "No space left on device", FULL,
            "SQL state 53100", FULL,
            "could not look up effective user ID",
                    "Give the user a name in /etc/passwd, or run as a user that has one.",
            "Disk quota exceeded", "The disk quota is used up: free 300 MB or more there, or choose another directory.",
            "Read-only file system", "The file system is mounted read-only: choose another directory.",
            "Permission denied",
                    "Choose a directory that this user may write, on a file system that is not mounted noexec.",
            "error while loading shared libraries", "The bundled server needs a Linux with glibc.",
            "could not create shared memory segment", "The system has too little shared memory left.");

    private Advice() {}

    static EmbeddedPostgresException failure(String what, IOException cause) {
        return new EmbeddedPostgresException(what + ": " + describe(cause) + ". " + on(describe(cause)), cause);
    }

    /** The advice for the symptoms in a program's output, always with the way out at its end. */
    static String on(String output) {
        return BY_SYMPTOM.entrySet().stream()
                .filter(symptom -> output.contains(symptom.getKey()))
                .map(symptom -> symptom.getValue() + " " + OWN_SERVER)
                .findFirst()
                .orElse(OWN_SERVER);
    }

    private static String describe(IOException cause) {
        // The message of this exception is the bare path.
        return cause instanceof AccessDeniedException ? cause.getMessage() + ": Permission denied" : cause.toString();
    }
}
