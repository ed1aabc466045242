package dev.winnow.simulator;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Vert.x with one HTTP server for each two cores, all on one port of 127.0.0.1. */
final class WebServer {
    private final Vertx vertx;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private WebServer(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    static WebServer start(int port, Routes routes, State state) {
        int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(loops)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        List<Integer> ports = new CopyOnWriteArrayList<>();
        try {
            await(vertx.deployVerticle(
                    () -> new Listener(port, routes, state, ports::add), new DeploymentOptions().setInstances(loops)));
        } catch (CompletionException e) {
            await(vertx.close());
            throw new SimulatorException(
                    "cannot listen on 127.0.0.1:" + port + "; is the port in use? Port 0 takes any free one",
                    e.getCause() == null ? e : e.getCause());
        }
        return new WebServer(vertx, ports.get(0));
    }

    int port() {
        return port;
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            await(vertx.close());
        }
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
