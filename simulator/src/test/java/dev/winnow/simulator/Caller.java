package dev.winnow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.simulator.api.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** Calls a simulator with plain HTTP. */
public final class Caller {
    /** What came back; {@code body} is a missing node if it was no JSON. */
    public record Response(int status, JsonNode body, HttpResponse<String> raw) {
        public JsonNode message() {
            return body.at("/choices/0/message");
        }

        public String content() {
            return message().path("content").textValue();
        }

        public String finishReason() {
            return body.at("/choices/0/finish_reason").textValue();
        }

        /** The first item of this type in the output of a response; a missing node if there is none. */
        public JsonNode item(String type) {
            for (JsonNode item : body.path("output")) {
                if (item.path("type").asText().equals(type)) {
                    return item;
                }
            }
            return Json.MAPPER.missingNode();
        }

        public String error(String field) {
            return body.path("error").path(field).asText();
        }

        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Simulator simulator;

    public Caller(Simulator simulator) {
        this.simulator = simulator;
    }

    public Response chat(JsonNode request) throws IOException, InterruptedException {
        return chat(request.toString());
    }

    public Response chat(String request) throws IOException, InterruptedException {
        return send(builder("/v1/chat/completions", "sk-test").POST(BodyPublishers.ofString(request)));
    }

    public HttpRequest.Builder chatBuilder(JsonNode request) {
        return builder("/v1/chat/completions", "sk-test").POST(BodyPublishers.ofString(request.toString()));
    }

    public CompletableFuture<HttpResponse<String>> chatAsync(JsonNode request) {
        return CLIENT.sendAsync(chatBuilder(request).build(), BodyHandlers.ofString());
    }

    public Response responses(JsonNode request) throws IOException, InterruptedException {
        return send(builder("/v1/responses", "sk-test").POST(BodyPublishers.ofString(request.toString())));
    }

    public Response get(String path) throws IOException, InterruptedException {
        return send(builder(path, "sk-test").GET());
    }

    public HttpRequest.Builder builder(String path, String key) {
        URI uri = URI.create("http://127.0.0.1:" + simulator.port() + path);
        return HttpRequest.newBuilder(uri)
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json");
    }

    public static Response send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> raw = CLIENT.send(request.build(), BodyHandlers.ofString());
        return new Response(raw.statusCode(), parse(raw.body()), raw);
    }

    private static JsonNode parse(String body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException e) {
            return Json.MAPPER.missingNode();
        }
    }
}
