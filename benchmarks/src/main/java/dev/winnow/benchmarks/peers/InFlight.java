package dev.winnow.benchmarks.peers;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The loops around a library that knows only single calls, so many at a time. */
final class InFlight {

    private InFlight() {}

    /** For an asynchronous library: calls are begun on one thread. */
    static void async(Order order, Finished finished, Function<String, CompletableFuture<?>> extraction)
            throws InterruptedException {
        Semaphore free = new Semaphore(order.inFlight());
        for (int i = 0; i < order.documents(); i++) {
            free.acquire();
            extraction.apply(Receipts.text(i)).whenComplete((value, failure) -> {
                if (failure == null) {
                    finished.one();
                }
                free.release();
            });
        }
        free.acquire(order.inFlight());
    }

    /** For a blocking library: a thread for each call in flight. */
    static void blocking(Order order, Finished finished, Function<String, Object> extraction)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(order.inFlight());
        for (int i = 0; i < order.documents(); i++) {
            int number = i;
            threads.execute(() -> {
                try {
                    Objects.requireNonNull(extraction.apply(Receipts.text(number)));
                    finished.one();
                } catch (RuntimeException e) {
                    // left out
                }
            });
        }
        threads.shutdown();
        if (!threads.awaitTermination(1, TimeUnit.HOURS)) {
            throw new IllegalStateException("no end");
        }
    }
}
