package dev.winnow.core.model;

import java.util.concurrent.CompletableFuture;

/** The port to one endpoint. Thread-safe. */
@FunctionalInterface
public interface ModelClient {

    /** Makes one HTTP exchange, without retries. What goes wrong is a {@link CallFailure}, never an exception. */
    CompletableFuture<Exchange> call(ModelRequest request);
}
