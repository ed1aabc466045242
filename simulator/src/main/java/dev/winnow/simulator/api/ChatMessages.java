package dev.winnow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code messages}: roles, texts, and that each tool call is followed by its result. */
final class ChatMessages {
    private static final List<String> ROLES = List.of("system", "assistant", "user", "function", "tool", "developer");

    private final List<String> texts = new ArrayList<>();
    private final Set<String> openCalls = new LinkedHashSet<>();

    private ChatMessages() {}

    static List<String> texts(JsonNode body) throws ApiError {
        JsonNode messages = Fields.present(body, "", "messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw ApiError.wrongType("messages", "an array of at least one message");
        }
        ChatMessages reader = new ChatMessages();
        for (int i = 0; i < messages.size(); i++) {
            reader.add(messages.get(i), "messages[" + i + "].");
        }
        reader.noOpenCalls("messages");
        return reader.texts;
    }

    private void add(JsonNode message, String path) throws ApiError {
        String role = Fields.text(message, path, "role");
        Fields.oneOf(role, path + "role", ROLES);
        if (role.equals("tool")) {
            result(Fields.text(message, path, "tool_call_id"), path);
        } else {
            noOpenCalls(path + "role");
        }
        boolean assistant = role.equals("assistant");
        texts.add(text(message.path("content"), path + "content", assistant));
        for (JsonNode call : message.path("tool_calls")) {
            openCalls.add(Fields.text(call, path + "tool_calls.", "id"));
            texts.add(Lines.normalise(call.at("/function/arguments").asText()));
        }
    }

    private void result(String id, String path) throws ApiError {
        if (!openCalls.remove(id)) {
            throw ApiError.badRequest(
                    path + "role",
                    null,
                    "Invalid parameter: messages with role 'tool' must be a response to a preceding message with 'tool_calls'.");
        }
    }

    private void noOpenCalls(String param) throws ApiError {
        if (!openCalls.isEmpty()) {
            throw ApiError.badRequest(
                    param,
                    null,
                    "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
                            + " 'tool_call_id'. The following tool_call_ids did not have response messages: "
                            + String.join(", ", openCalls));
        }
    }

    private static String text(JsonNode content, String path, boolean mayBeMissing) throws ApiError {
        if (content.isTextual()) {
            return Lines.normalise(content.textValue());
        }
        if (content.isNull() || content.isMissingNode()) {
            if (mayBeMissing) {
                return "";
            }
            throw ApiError.badRequest(path, null, "Invalid value for 'content': expected a string, got null.");
        }
        if (!content.isArray()) {
            throw ApiError.wrongType(path, "a string or an array of objects");
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode part : content) {
            Fields.oneOf(Fields.text(part, path + "[].", "type"), path + "[].type", List.of("text", "refusal"));
            parts.add(Lines.normalise(part.path(part.path("type").asText()).asText()));
        }
        return String.join("\n", parts);
    }
}
