package dev.winnow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.Reply.Act;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads an answer entry. Its messages start with the key; the caller knows file and line. */
final class ReplyReader {
    private static final Set<String> REPLY_KEYS = Set.of(
            "type",
            "record",
            "content",
            "refusal",
            "finish_reason",
            "status",
            "error",
            "headers",
            "close",
            "body",
            "usage",
            "latency_ms");
    private static final Set<String> LIST_KEYS = Set.of("type", "replies");

    private final JsonNode entry;
    private final Optional<String> defaultType;

    private ReplyReader(JsonNode entry, Optional<String> defaultType) {
        this.entry = entry;
        this.defaultType = defaultType;
    }

    /** The replies of an entry, at least one. */
    static List<Reply> replies(ObjectNode entry) {
        if (!entry.has("replies")) {
            return List.of(new ReplyReader(entry, Optional.empty()).reply());
        }
        checkKeys(entry, LIST_KEYS, "not known beside 'replies'");
        JsonNode list = entry.get("replies");
        if (!list.isArray() || list.isEmpty()) {
            throw new AnswersException("'replies': must be a list of at least one entry");
        }
        Optional<String> type = new ReplyReader(entry, Optional.empty()).text("type");
        List<Reply> replies = new ArrayList<>();
        list.forEach(one -> replies.add(new ReplyReader(one, type).reply()));
        return List.copyOf(replies);
    }

    private static void checkKeys(JsonNode entry, Set<String> known, String problem) {
        if (!entry.isObject()) {
            throw new AnswersException("an entry must be a JSON object");
        }
        for (Iterator<String> keys = entry.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!known.contains(key)) {
                throw new AnswersException("'" + key + "': " + problem);
            }
        }
    }

    private Reply reply() {
        checkKeys(entry, REPLY_KEYS, "unknown key");
        Optional<ObjectNode> usage =
                typed("usage", JsonNode::isObject, "an object").map(ObjectNode.class::cast);
        Optional<Duration> latency = typed("latency_ms", JsonNode::canConvertToInt, "a whole number")
                .map(value -> Duration.ofMillis(value.longValue()));
        return new Reply(text("type").or(() -> defaultType), act(), usage, latency);
    }

    private Act act() {
        boolean http = entry.has("status") || entry.has("body");
        long said = List.of("record", "content").stream().filter(entry::has).count();
        boolean says = said > 0 || entry.has("finish_reason");
        long kinds = List.of(http, says, entry.has("refusal"), entry.has("close")).stream()
                .filter(Boolean::booleanValue)
                .count();
        if (kinds != 1 || said > 1) {
            throw new AnswersException("needs exactly one of 'record', 'content', 'refusal', 'finish_reason' (may have"
                    + " 'record' or 'content' with it), 'status' or 'body', 'close'");
        }
        if (!http && (entry.has("error") || entry.has("headers"))) {
            throw new AnswersException("'error' and 'headers': only with 'status' or 'body'");
        }
        if (http) {
            return raw();
        }
        if (entry.has("close")) {
            typed("close", value -> value.isBoolean() && value.booleanValue(), "true");
            return new Reply.Drop();
        }
        return text("refusal")
                .<Act>map(reason -> new Reply.Refuse(new CountedText(reason)))
                .orElseGet(() -> new Reply.Say(content(), text("finish_reason")));
    }

    private Optional<CountedText> content() {
        return Optional.ofNullable(entry.get("record"))
                .map(Json::write)
                .or(() -> text("content"))
                .map(CountedText::new);
    }

    private Act raw() {
        int status = typed(
                        "status",
                        value -> value.isInt() && value.intValue() >= 200 && value.intValue() < 600,
                        "an HTTP status, 200 to 599")
                .map(JsonNode::intValue)
                .orElse(200);
        JsonNode error = typed("error", JsonNode::isObject, "an object").orElseGet(() -> simulated(status));
        String body = text("body").orElseGet(() -> Json.write(Json.object().set("error", error)));
        return new Reply.Raw(status, headers(), body);
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, JsonNode> header : entry.path("headers").properties()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            String value = header.getValue().asText();
            if (!name.matches("[a-z0-9_-]+") || !value.matches("[ -~]*")) {
                throw new AnswersException("'headers': a name may have letters, digits, - and _, a value ASCII only");
            }
            headers.put(name, value);
        }
        return Map.copyOf(headers);
    }

    private static JsonNode simulated(int status) {
        return Json.object()
                .put("message", "Simulated error.")
                .put("type", status >= 500 ? "server_error" : "invalid_request_error")
                .putNull("param")
                .putNull("code");
    }

    private Optional<String> text(String key) {
        return typed(key, JsonNode::isTextual, "a string").map(JsonNode::textValue);
    }

    private Optional<JsonNode> typed(String key, Predicate<JsonNode> right, String expected) {
        Optional<JsonNode> value = Optional.ofNullable(entry.get(key));
        if (value.isPresent() && !right.test(value.get())) {
            throw new AnswersException("'" + key + "': must be " + expected);
        }
        return value;
    }
}
