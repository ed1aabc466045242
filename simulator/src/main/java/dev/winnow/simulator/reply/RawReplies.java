package dev.winnow.simulator.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.api.Json;
import dev.winnow.simulator.reply.Reply.Raw;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Replies that are an HTTP status and body of their own: from an entry, and those of well-known errors. */
public final class RawReplies {
    private RawReplies() {}

    static Raw scripted(Entry entry) {
        int status = entry.typed(
                        "status",
                        value -> value.isInt() && value.intValue() >= 200 && value.intValue() < 600,
                        "an HTTP status, 200 to 599")
                .map(JsonNode::intValue)
                .orElse(200);
        JsonNode error = entry.typed("error", JsonNode::isObject, "an object")
                .orElseGet(() -> error("Simulated error.", status >= 500 ? "server_error" : "invalid_request_error"));
        String body = entry.text("body").orElseGet(() -> body(error));
        return new Raw(status, headers(entry.json().path("headers")), body);
    }

    private static Map<String, String> headers(JsonNode scripted) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, JsonNode> header : scripted.properties()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            String value = header.getValue().asText();
            if (!name.matches("[a-z0-9_-]+") || !value.matches("[ -~]*")) {
                throw new EntryException("'headers': a name may have letters, digits, - and _, a value ASCII only");
            }
            headers.put(name, value);
        }
        return Map.copyOf(headers);
    }

    /** What a gateway says if the server behind it does not answer. */
    public static Raw html() {
        String body = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";
        return new Raw(502, Map.of("content-type", "text/html"), body);
    }

    /** What Azure says if its filter stops a prompt. */
    static Raw filtered() {
        ObjectNode error = Json.object()
                .put(
                        "message",
                        "The response was filtered due to the prompt triggering Azure OpenAI's content management"
                                + " policy. Please modify your prompt and retry.")
                .putNull("type")
                .put("param", "prompt")
                .put("code", "content_filter")
                .put("status", 400);
        ObjectNode inner = error.putObject("innererror").put("code", "ResponsibleAIPolicyViolation");
        ObjectNode result = inner.putObject("content_filter_result");
        for (String category : List.of("hate", "self_harm", "sexual")) {
            result.putObject(category).put("filtered", false).put("severity", "safe");
        }
        result.putObject("violence").put("filtered", true).put("severity", "high");
        return new Raw(400, Map.of(), body(error));
    }

    private static ObjectNode error(String message, String type) {
        return Json.object()
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .putNull("code");
    }

    private static String body(JsonNode error) {
        return Json.write(Json.object().set("error", error));
    }
}
