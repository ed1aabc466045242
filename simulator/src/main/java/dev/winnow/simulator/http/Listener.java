package dev.winnow.simulator.http;

import dev.winnow.simulator.http.Arrival.Ending;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** One HTTP server on one event loop. Replies that take time wait on a timer, not on a thread. */
final class Listener extends VerticleBase {
    private static final String HOST = "127.0.0.1";
    private static final long NO_TIMER = -1;
    /** From half of a reply to its end: where both arrive at once, a client may see the end alone. */
    private static final long END_AFTER_HALF = 50;

    private final int port;
    private final Service service;
    private final Connections connections;
    private final Traffic traffic;
    private final IntConsumer listening;

    Listener(int port, Service service, Connections connections, Traffic traffic, IntConsumer listening) {
        this.port = port;
        this.service = service;
        this.connections = connections;
        this.traffic = traffic;
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        SocketAddress address =
                port == 0 ? SocketAddress.sharedRandomPort(1, HOST) : SocketAddress.inetSocketAddress(port, HOST);
        // Over HTTP/2 a dropped connection would take other calls with it.
        HttpServerOptions options = new HttpServerOptions().setHttp2ClearTextEnabled(false);
        return vertx.createHttpServer(options)
                .connectionHandler(connections::opened)
                .requestHandler(this::handle)
                .listen(address)
                .onSuccess(server -> listening.accept(server.actualPort()));
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            traffic.asked();
            HttpReply reply = service.reply(Ask.of(request, body.getBytes()));
            long millis = reply.delay().toMillis();
            long timer = millis > 0 ? vertx.setTimer(millis, ignored -> send(request, reply)) : NO_TIMER;
            request.response().endHandler(ignored -> traffic.done()).closeHandler(gone -> {
                traffic.done();
                if (vertx.cancelTimer(timer)) {
                    reply.lost().run();
                }
            });
            if (millis <= 0) {
                send(request, reply);
            }
        });
    }

    private void send(HttpServerRequest request, HttpReply reply) {
        HttpServerResponse response = request.response();
        Ending ending = service.unreachable() || response.closed()
                ? Ending.NOTHING
                : reply.arrival().ending();
        if (ending == Ending.HELD) {
            return;
        }
        if (ending == Ending.NOTHING) {
            request.connection().close();
            reply.lost().run();
            return;
        }
        Buffer body = Buffer.buffer(reply.body());
        response.setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        response.putHeader("content-length", Integer.toString(body.length()));
        if (ending == Ending.HALF) {
            response.write(body.slice(0, body.length() / 2))
                    .onComplete(written -> vertx.setTimer(
                            END_AFTER_HALF, ignored -> request.connection().close()));
            reply.lost().run();
        } else if (reply.arrival().pace().isZero()) {
            response.end(body).onFailure(ignored -> reply.lost().run());
        } else {
            trickle(response, body, reply);
        }
    }

    private void trickle(HttpServerResponse response, Buffer body, HttpReply reply) {
        AtomicInteger next = new AtomicInteger();
        vertx.setPeriodic(reply.arrival().pace().toMillis(), timer -> {
            int at = next.getAndIncrement();
            if (response.closed()) {
                vertx.cancelTimer(timer);
                reply.lost().run();
            } else if (at == body.length()) {
                vertx.cancelTimer(timer);
                response.end();
            } else {
                response.write(body.slice(at, at + 1));
            }
        });
    }
}
