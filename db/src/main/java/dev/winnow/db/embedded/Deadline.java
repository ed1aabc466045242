package dev.winnow.db.embedded;

import java.time.Duration;

/** A point in time up to which something that cannot be awaited is polled. */
final class Deadline {

    private static final Duration POLL = Duration.ofMillis(20);

    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    boolean passed() {
        return System.nanoTime() - nanoTime >= 0;
    }

    /** @throws EmbeddedPostgresException when this thread is interrupted */
    static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("Interrupted while waiting for the embedded PostgreSQL server", e);
        }
    }
}
