package dev.winnow.core.limit;

import java.util.concurrent.CompletableFuture;

/** Asks a run to stop; wakes whoever waits. Thread-safe. */
public final class StopSignal {

    private final CompletableFuture<String> requested = new CompletableFuture<>();

    /** Asks for the stop; the first reason counts. */
    public void request(String reason) {
        requested.complete(reason);
    }

    /** Whether the stop has been asked for. */
    public boolean isRequested() {
        return requested.isDone();
    }

    /** Completes with the reason once the stop is asked for. */
    public CompletableFuture<String> requested() {
        return requested;
    }
}
