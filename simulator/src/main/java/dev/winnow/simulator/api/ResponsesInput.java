package dev.winnow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code input}: one text or a list of messages, function calls and their results. */
final class ResponsesInput {
    private static final List<String> ITEMS = List.of("message", "function_call", "function_call_output", "reasoning");
    private static final List<String> ROLES = List.of("assistant", "system", "developer", "user");
    private static final Set<String> MESSAGE = Set.of("type", "role", "content", "id", "status", "phase");

    private final List<String> texts = new ArrayList<>();
    private final Set<String> calls = new LinkedHashSet<>();
    private final Set<String> openCalls = new LinkedHashSet<>();

    private ResponsesInput() {}

    static List<String> texts(JsonNode body) throws ApiError {
        JsonNode input = Fields.present(body, "", "input");
        if (input.isTextual()) {
            return List.of(Lines.normalise(input.textValue()));
        }
        if (!input.isArray()) {
            throw ApiError.wrongType("input", "one of an array of objects or string");
        }
        ResponsesInput reader = new ResponsesInput();
        for (int i = 0; i < input.size(); i++) {
            reader.add(input.get(i), "input[" + i + "].");
        }
        if (!reader.openCalls.isEmpty()) {
            String first = reader.openCalls.iterator().next();
            throw ApiError.badRequest("input", null, "No tool output found for function call " + first + ".");
        }
        return reader.texts;
    }

    private void add(JsonNode item, String path) throws ApiError {
        String type = item.has("type") ? Fields.text(item, path, "type") : "message";
        Fields.oneOf(type, path + "type", ITEMS);
        switch (type) {
            case "message" -> message(item, path);
            case "function_call" -> call(item, path);
            case "function_call_output" -> result(item, path);
            default -> {
                // What a model thought is not read again.
            }
        }
    }

    private void message(JsonNode item, String path) throws ApiError {
        Fields.known(item, path, MESSAGE);
        String role = Fields.text(item, path, "role");
        Fields.oneOf(role, path + "role", ROLES);
        List<String> parts = role.equals("assistant") ? List.of("output_text", "refusal") : List.of("input_text");
        texts.add(text(Fields.present(item, path, "content"), path + "content", parts));
    }

    private void call(JsonNode item, String path) throws ApiError {
        String id = Fields.text(item, path, "call_id");
        Fields.text(item, path, "name");
        texts.add(Lines.normalise(Fields.text(item, path, "arguments")));
        calls.add(id);
        openCalls.add(id);
    }

    private void result(JsonNode item, String path) throws ApiError {
        String id = Fields.text(item, path, "call_id");
        if (!calls.contains(id)) {
            throw ApiError.badRequest(
                    "input", null, "No tool call found for function call output with call_id " + id + ".");
        }
        openCalls.remove(id);
        texts.add(text(Fields.present(item, path, "output"), path + "output", List.of("input_text")));
    }

    private static String text(JsonNode content, String path, List<String> partTypes) throws ApiError {
        if (content.isTextual()) {
            return Lines.normalise(content.textValue());
        }
        if (!content.isArray()) {
            throw ApiError.wrongType(path, "one of an array of objects or string");
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < content.size(); i++) {
            String place = path + "[" + i + "].";
            String type = Fields.text(content.get(i), place, "type");
            Fields.oneOf(type, place + "type", partTypes);
            parts.add(Lines.normalise(Fields.text(content.get(i), place, type.equals("refusal") ? type : "text")));
        }
        return String.join("\n", parts);
    }
}
