package dev.winnow.batch.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between Winnow and the model, keeps what is sent, and hands it on. */
final class RecordingProxy implements AutoCloseable {

    /**
     * One request.
     *
     * @param head method, path with query, and headers without the length
     */
    record Sent(String head, String body) {}

    private final URI model;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    /** Before the server at {@code model}, a base URL. */
    RecordingProxy(URI model) throws IOException {
        this.model = model;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handOn);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + model.getPath();
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    private void handOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            sent.add(new Sent(head(exchange), new String(body, StandardCharsets.UTF_8)));
            HttpRequest request = HttpRequest.newBuilder(model.resolve(exchange.getRequestURI()))
                    .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                    .header("Content-Type", "application/json")
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            HttpResponse<byte[]> reply = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.statusCode(), reply.body().length);
            exchange.getResponseBody().write(reply.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(HttpExchange exchange) {
        Map<String, List<String>> headers = new TreeMap<>(exchange.getRequestHeaders());
        headers.remove("Content-length");
        return exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + headers;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
