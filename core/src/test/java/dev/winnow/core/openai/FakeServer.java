package dev.winnow.core.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.model.ApiKeys;
import dev.winnow.core.model.ApiKeys.ApiKey;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.OutputForm;
import dev.winnow.core.model.Parameters;
import dev.winnow.core.model.Target;
import dev.winnow.core.prompt.Message;
import dev.winnow.core.schema.RecordSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** An HTTP server that gives scripted answers, and a client of ours that calls it. */
final class FakeServer implements AutoCloseable {

    static final String KEY = "sk-canary-key";
    static final Instant NOW = Instant.parse("2026-10-21T07:26:59Z");
    static final String TEXT = "canary document";

    /** One answer; status 0 drops the connection. */
    record Answer(int status, String body, List<String> headers, Runnable before) {}

    /** One request as it came. */
    record Received(String method, String path, Headers headers, String body, int clientPort) {
        JsonNode json() {
            try {
                return StrictJson.mapper().readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record Keys(Deque<ApiKey> left) implements ApiKeys {
        @Override
        public Optional<ApiKey> current() {
            return Optional.ofNullable(left.peekFirst());
        }

        @Override
        public void refused(ApiKey key) {
            left.remove(key);
        }
    }

    final List<Received> received = new CopyOnWriteArrayList<>();

    final Endpoint endpoint;
    /** The keys not refused yet, in order; changed while the server runs, they are rotated. */
    final Deque<ApiKey> keys = new ConcurrentLinkedDeque<>(List.of(new ApiKey("first", KEY)));

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private final OpenAiModelClient client;

    FakeServer() {
        this(Endpoint.Kind.COMPATIBLE, "/v1");
    }

    FakeServer(Endpoint.Kind kind, String path) {
        this(kind, path, Optional.empty());
    }

    FakeServer(Endpoint.Kind kind, String path, Optional<String> apiVersion) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
        URI url = URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + path);
        endpoint = new Endpoint("fake", "fake", url, kind);
        client = new OpenAiModelClient(
                endpoint, new Keys(keys), Timeouts.standard(), Clock.fixed(NOW, ZoneOffset.UTC), apiVersion);
    }

    FakeServer answer(int status, String body, String... headers) {
        answers.add(new Answer(status, body, Arrays.asList(headers), () -> {}));
        return this;
    }

    /** {@code before} happens between request and answer. */
    FakeServer answer(int status, String body, Runnable before) {
        answers.add(new Answer(status, body, List.of(), before));
        return this;
    }

    OpenAiModelClient client() {
        return client;
    }

    CallResult call(ModelRequest request) {
        return exchange(request).result();
    }

    Exchange exchange(ModelRequest request) {
        return client.call(request).orTimeout(20, TimeUnit.SECONDS).join();
    }

    CallResult call() {
        return call(request(new OutputForm.Schema(new RecordSchema("receipt", "A receipt.", schema()))));
    }

    static ModelRequest request(OutputForm form) {
        return new ModelRequest(
                Target.of(Endpoint.OPENAI, ModelProfile.unknown("gpt-test"), 321)
                        .withParameters(new Parameters(321, Optional.of(BigDecimal.ZERO), Optional.empty())),
                List.of(new Message(Message.Role.SYSTEM, "the rules"), new Message(Message.Role.USER, TEXT)),
                form,
                1);
    }

    /** A schema whose properties are in an order that no sorting gives. */
    static JsonNode schema() {
        try {
            return StrictJson.mapper().readTree("""
                    {"type":"object","properties":{"zeta":{"type":"string","description":"Größe"},\
                    "alpha":{"type":["number","null"],"minimum":0.01,"maximum":12345678901234567890.125},\
                    "mid":{"type":"array","items":{"type":"string","pattern":"^\\\\d$"},"maxItems":3}},\
                    "required":["zeta","alpha","mid"],"additionalProperties":false}
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    new String(body, StandardCharsets.UTF_8),
                    exchange.getRemoteAddress().getPort()));
            Answer answer = answers.remove();
            answer.before().run();
            if (answer.status() == 0) {
                return;
            }
            for (String header : answer.headers()) {
                String[] parts = header.split(": ", 2);
                exchange.getResponseHeaders().add(parts[0], parts[1]);
            }
            exchange.getResponseHeaders().putIfAbsent("content-type", List.of("application/json"));
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** From now on nobody listens. */
    void goAway() {
        server.stop(0);
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
    }
}
