package dev.winnow.batch.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What the simulator answers in the rows of {@code docs/outcomes.md}: by the first cell of a row, for each way of asking in
 * which it can come up, an answer as {@link dev.winnow.simulator.Answers} takes it.
 */
final class FaultScripts {

    /** How a model can be asked. */
    enum Way {
        CHAT_SCHEMA("chat", "schema"),
        CHAT_TOOL("chat", "tool"),
        RESPONSES_SCHEMA("responses", "schema"),
        RESPONSES_TOOL("responses", "tool");

        static final Set<Way> ALL = EnumSet.allOf(Way.class);
        static final Set<Way> CHAT = EnumSet.of(CHAT_SCHEMA, CHAT_TOOL);
        static final Set<Way> RESPONSES = EnumSet.of(RESPONSES_SCHEMA, RESPONSES_TOOL);
        static final Set<Way> TOOL = EnumSet.of(CHAT_TOOL, RESPONSES_TOOL);

        final String api;
        final String style;

        Way(String api, String style) {
            this.api = api;
            this.style = style;
        }
    }

    static final String RECORD =
            "{\"holder\":\"Ada\",\"seats\":2,\"paid\":true,\"fare\":\"FULL\",\"stops\":[\"Ulm\",\"Bonn\"]}";
    static final String GOOD = "{\"type\":\"ticket\",\"record\":" + RECORD + "}";

    private final Map<String, Map<Way, String>> all = new LinkedHashMap<>();

    /** In the order in which they were added. */
    Map<String, Map<Way, String>> all() {
        return all;
    }

    /** Whenever the document is asked about. */
    void always(String cause, String reply) {
        on(Way.ALL, cause, reply);
    }

    /** At the first call, and a good reply to the second. */
    void once(String cause, String reply) {
        on(Way.ALL, cause, replies(reply, GOOD));
    }

    void on(Set<Way> ways, String cause, String answer) {
        on(ways, cause, way -> answer);
    }

    void on(Set<Way> ways, String cause, Function<Way, String> answer) {
        Map<Way, String> answers = new EnumMap<>(Way.class);
        ways.forEach(way -> answers.put(way, answer.apply(way)));
        if (all.put(cause, answers) != null) {
            throw new AssertionError("twice: " + cause);
        }
    }

    static String replies(String... replies) {
        return "{\"replies\":[" + String.join(",", replies) + "]}";
    }

    /** The good reply, with this too. */
    static String good(String key, String json) {
        return "{\"" + key + "\":" + json + "," + GOOD.substring(1);
    }

    static String content(String text) {
        return JsonNodeFactory.instance.objectNode().put("content", text).toString();
    }

    static String body(int status, String body) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("status", status)
                .put("body", body)
                .toString();
    }

    /** @param headers a name, a value, and so on */
    static String error(int status, String error, String... headers) {
        var reply = JsonNodeFactory.instance.objectNode().put("status", status);
        reply.putRawValue("error", new RawValue(error));
        var sent = reply.putObject("headers");
        for (int i = 0; i < headers.length; i += 2) {
            sent.put(headers[i], headers[i + 1]);
        }
        return reply.toString();
    }

    /** A JSON error; type and code are JSON too. */
    static String error(String type, String code, String message) {
        return "{\"message\":\"%s\",\"type\":%s,\"param\":null,\"code\":%s}".formatted(message, type, code);
    }
}
