package dev.winnow.core.limit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Limits shared with other processes; while these cannot be reached, or not soon, those of this process alone. So {@link #take}
 * always completes, and never exceptionally. Thread-safe.
 */
final class FallbackLimit implements SharedLimit {

    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();
    private static final long TRIED_EVERY = Duration.ofSeconds(10).toNanos();

    private final SharedLimit shared;
    private final SharedLimit local;
    private final Timeline time;
    private final Consumer<Throwable> listener;
    private boolean failing;
    private long triedAt;

    /**
     * Trusts {@code shared} until it fails.
     *
     * @param listener is told why, each time it begins to fail
     */
    FallbackLimit(SharedLimit shared, Timeline time, Consumer<Throwable> listener) {
        this.shared = shared;
        this.local = new LocalLimit(time);
        this.time = time;
        this.listener = listener;
    }

    /** What to do with a request: while the limits cannot be reached, it is tried now and then beside the own one. */
    private enum Way {
        SHARED,
        LOCAL,
        LOCAL_AND_TRY
    }

    private synchronized Way way() {
        if (!failing) {
            return Way.SHARED;
        }
        if (time.now() - triedAt < TRIED_EVERY) {
            return Way.LOCAL;
        }
        triedAt = time.now();
        return Way.LOCAL_AND_TRY;
    }

    @Override
    public CompletableFuture<Lease> take(String limit, long units, Duration unit) {
        Way way = way();
        if (way == Way.SHARED) {
            return soon(limit, units, unit)
                    .handle((lease, broken) -> broken == null ? completed(lease) : fallBack(broken, limit, units, unit))
                    .thenCompose(lease -> lease);
        }
        if (way == Way.LOCAL_AND_TRY) {
            soon(limit, units, unit).whenComplete((lease, broken) -> failing(broken != null));
        }
        return local.take(limit, units, unit);
    }

    private CompletableFuture<Lease> fallBack(Throwable cause, String limit, long units, Duration unit) {
        if (failing(true)) {
            listener.accept(cause);
        }
        return local.take(limit, units, unit);
    }

    private static CompletableFuture<Lease> completed(Lease lease) {
        return CompletableFuture.completedFuture(lease);
    }

    private CompletableFuture<Lease> soon(String limit, long units, Duration unit) {
        CompletableFuture<Lease> lease = new CompletableFuture<>();
        try {
            shared.take(limit, units, unit).whenComplete((taken, broken) -> {
                if (broken == null) {
                    lease.complete(taken);
                } else {
                    lease.completeExceptionally(broken);
                }
            });
        } catch (RuntimeException e) {
            lease.completeExceptionally(e);
        }
        if (!lease.isDone()) {
            time.after(PATIENCE).thenRun(() -> lease.completeExceptionally(new TimeoutException("no answer")));
        }
        return lease;
    }

    /** Whether this is news. */
    private synchronized boolean failing(boolean now) {
        boolean news = now && !failing;
        failing = now;
        triedAt = time.now();
        return news;
    }

    @Override
    public CompletableFuture<Void> hold(String limit, Duration pause) {
        CompletableFuture<Void> here = local.hold(limit, pause);
        try {
            return shared.hold(limit, pause).exceptionally(broken -> null);
        } catch (RuntimeException e) {
            return here;
        }
    }
}
