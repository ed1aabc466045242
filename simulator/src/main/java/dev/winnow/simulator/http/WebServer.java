package dev.winnow.simulator.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Vert.x with one HTTP server for each two cores, all on one port of 127.0.0.1. */
public final class WebServer {
    private final Vertx vertx;
    private final int port;
    private final Connections connections;
    private final AtomicBoolean closed = new AtomicBoolean();

    private WebServer(Vertx vertx, int port, Connections connections) {
        this.vertx = vertx;
        this.port = port;
        this.connections = connections;
    }

    /**
     * Starts a server and waits until it listens.
     *
     * @param port 0 takes any free one
     * @throws IOException if the port cannot be bound
     */
    public static WebServer start(int port, Service service, Traffic traffic) throws IOException {
        int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(loops)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        Connections connections = new Connections(service, traffic);
        List<Integer> ports = new CopyOnWriteArrayList<>();
        try {
            await(vertx.deployVerticle(
                    () -> new Listener(port, service, connections, traffic, ports::add),
                    new DeploymentOptions().setInstances(loops)));
        } catch (CompletionException e) {
            await(vertx.close());
            throw new IOException(
                    "cannot listen on 127.0.0.1:" + port + "; is the port in use? Port 0 takes any free one",
                    e.getCause() == null ? e : e.getCause());
        }
        return new WebServer(vertx, ports.get(0), connections);
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** How many clients are connected. */
    public int connections() {
        return connections.number();
    }

    /** Closes the connections that are open now. */
    public void dropConnections() {
        connections.closeAll();
    }

    /** Stops listening and drops open connections. A second call does nothing. */
    public void close() {
        if (closed.compareAndSet(false, true)) {
            await(vertx.close());
        }
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
