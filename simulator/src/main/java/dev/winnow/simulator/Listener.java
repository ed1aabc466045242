package dev.winnow.simulator;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import java.util.function.IntConsumer;

/** One HTTP server on one event loop. Replies that take time wait on a timer, not on a thread. */
final class Listener extends VerticleBase {
    private static final String HOST = "127.0.0.1";

    private final int port;
    private final Routes routes;
    private final IntConsumer listening;

    Listener(int port, Routes routes, IntConsumer listening) {
        this.port = port;
        this.routes = routes;
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        SocketAddress address =
                port == 0 ? SocketAddress.sharedRandomPort(1, HOST) : SocketAddress.inetSocketAddress(port, HOST);
        // Over HTTP/2 a dropped connection would take other calls with it.
        HttpServerOptions options = new HttpServerOptions().setHttp2ClearTextEnabled(false);
        return vertx.createHttpServer(options)
                .requestHandler(this::handle)
                .listen(address)
                .onSuccess(server -> listening.accept(server.actualPort()));
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            HttpReply reply = routes.reply(
                    request.method().name(), request.path(), request.getHeader("authorization"), body.getBytes());
            long millis = reply.delay().toMillis();
            if (millis > 0) {
                vertx.setTimer(millis, ignored -> send(request, reply));
            } else {
                send(request, reply);
            }
        });
    }

    private static void send(HttpServerRequest request, HttpReply reply) {
        if (reply.ending() == HttpReply.Ending.DROP) {
            request.connection().close();
            return;
        }
        HttpServerResponse response = request.response().setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        response.end(reply.body());
    }
}
