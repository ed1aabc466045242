package dev.winnow.core.limit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Hands out the units of rate limits one after another in time, to all who take from the same limit: the processes that use one
 * key go at its pace together. Thread-safe.
 */
public interface SharedLimit {

    /**
     * A stretch of a limit that is this process's alone: its first unit may be used after {@code delay}, each further one {@code
     * unit} later. What is not used by then may be used later, within reason.
     *
     * @param delay from the moment at which it was handed out
     * @param units one or more
     * @param unit the time that each takes
     */
    record Lease(Duration delay, long units, Duration unit) {}

    /**
     * Takes the next units.
     *
     * @param limit names endpoint, model, key (as a hash) and what is counted
     * @param units one or more
     * @param unit the time that each takes, at the present pace
     * @return completes exceptionally where the limit cannot be reached
     */
    CompletableFuture<Lease> take(String limit, long units, Duration unit);

    /** Lets nobody take units whose time is within {@code pause} from now: the server has said so. */
    CompletableFuture<Void> hold(String limit, Duration pause);
}
