package dev.winnow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Request bodies. */
public final class Requests {
    public static final String SCHEMA = """
            {"type":"object","properties":{"total":{"type":"number"}},"required":["total"],"additionalProperties":false}""";
    public static final String REASON = """
            {"type":"object","properties":{"reason":{"type":"string"}},"required":["reason"],"additionalProperties":false}""";

    private Requests() {}

    public static ObjectNode json(String json) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A system message, and a user message with this text. */
    public static ObjectNode plain(String text) {
        ObjectNode request = Json.object().put("model", "winnow-offline");
        request.putArray("messages")
                .add(Json.object().put("role", "system").put("content", "Extract the record."))
                .add(Json.object().put("role", "user").put("content", text));
        return request;
    }

    public static ObjectNode withSchema(String text, String name, JsonNode schema) {
        ObjectNode request = plain(text);
        ObjectNode format = request.putObject("response_format").put("type", "json_schema");
        format.putObject("json_schema").put("name", name).put("strict", true).set("schema", schema);
        return request;
    }

    public static ObjectNode receipt(String text) {
        return withSchema(text, "receipt", json(SCHEMA));
    }

    /** The same for the Responses API: the system message as instructions. */
    public static ObjectNode input(String text) {
        return Json.object()
                .put("model", "winnow-offline")
                .put("instructions", "Extract the record.")
                .put("input", text);
    }

    public static ObjectNode inputWithSchema(String text, String name, JsonNode schema) {
        ObjectNode request = input(text);
        ObjectNode format = request.putObject("text").putObject("format").put("type", "json_schema");
        format.put("name", name).put("strict", true).set("schema", schema);
        return request;
    }

    public static ObjectNode inputReceipt(String text) {
        return inputWithSchema(text, "receipt", json(SCHEMA));
    }

    public static ObjectNode inputWithTools(String text, String... names) {
        ObjectNode request = input(text);
        request.put("tool_choice", "required").put("parallel_tool_calls", false);
        for (String name : names) {
            request.withArray("tools")
                    .addObject()
                    .put("type", "function")
                    .put("name", name)
                    .put("strict", true)
                    .set("parameters", json(name.equals("none_of_these") ? REASON : SCHEMA));
        }
        return request;
    }

    /** Tools with these names; {@code none_of_these} takes a reason, the others a total. */
    public static ObjectNode withTools(String text, String... names) {
        ObjectNode request = plain(text);
        request.put("tool_choice", "required").put("parallel_tool_calls", false);
        for (String name : names) {
            ObjectNode tool = request.withArray("tools").addObject().put("type", "function");
            tool.putObject("function")
                    .put("name", name)
                    .put("strict", true)
                    .set("parameters", json(name.equals("none_of_these") ? REASON : SCHEMA));
        }
        return request;
    }
}
