package dev.winnow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.api.Api.Frame;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Writes responses of the Responses API, which repeat most of their request. */
final class ResponsesWriter {
    /** Finish reasons in which a response is complete; any other is the reason why it is not. */
    private static final Map<String, String> INCOMPLETE =
            Map.of("stop", "", "tool_calls", "", "length", "max_output_tokens");

    private static final JsonNode DEFAULTS = json("""
            {"parallel_tool_calls": true, "reasoning": {"effort": null, "summary": null}, "store": true,
             "temperature": 1.0, "text": {"format": {"type": "text"}}, "tool_choice": "auto", "tools": [], "top_p": 1.0,
             "truncation": "disabled", "metadata": {}, "instructions": null, "max_output_tokens": null,
             "prompt_cache_key": null, "safety_identifier": null}""");

    private final Frame frame;

    ResponsesWriter(Frame frame) {
        this.frame = frame;
    }

    ObjectNode write(Completion completion, Usage usage) {
        String reason = INCOMPLETE.getOrDefault(completion.finishReason(), completion.finishReason());
        String status = reason.isEmpty() ? "completed" : "incomplete";
        ObjectNode body = body(status);
        body.putNull("error");
        if (reason.isEmpty()) {
            body.putNull("incomplete_details");
        } else {
            body.putObject("incomplete_details").put("reason", reason);
        }
        output(body.putArray("output"), completion, status);
        body.set("usage", usage.told() ? usage.forResponses() : Json.MAPPER.nullNode());
        return body;
    }

    ObjectNode failed(String code, String message) {
        ObjectNode body = body("failed");
        body.putObject("error").put("code", code).put("message", message);
        body.putNull("incomplete_details").putArray("output");
        return body.putNull("usage");
    }

    private ObjectNode body(String status) {
        ObjectNode body = Json.object()
                .put("id", "resp_sim_" + frame.number())
                .put("object", "response")
                .put("created_at", frame.created())
                .put("status", status)
                .put("background", false)
                .put("model", frame.request().model())
                .putNull("previous_response_id")
                .put("service_tier", "default");
        ObjectNode sent = frame.request().body();
        for (Map.Entry<String, JsonNode> usual : DEFAULTS.properties()) {
            String name = usual.getKey();
            body.set(name, sent.hasNonNull(name) ? sent.get(name) : usual.getValue());
        }
        return body;
    }

    private void output(ArrayNode output, Completion completion, String status) {
        if (completion.reasoning().isPresent()) {
            output.addObject()
                    .put("type", "reasoning")
                    .put("id", "rs_sim_" + frame.number())
                    .putArray("summary");
        }
        Completion.Said said = completion.said();
        if (said.content().isPresent() || said.refusal().isPresent()) {
            ObjectNode message = output.addObject()
                    .put("type", "message")
                    .put("id", "msg_sim_" + frame.number())
                    .put("status", status)
                    .put("role", "assistant");
            content(message.putArray("content"), said.content(), said.refusal());
        }
        said.call()
                .ifPresent(call -> output.addObject()
                        .put("type", "function_call")
                        .put("id", "fc_sim_" + frame.number())
                        .put("call_id", "call_sim_" + frame.number())
                        .put("name", call.name())
                        .put("arguments", call.arguments())
                        .put("status", status));
    }

    private static void content(ArrayNode parts, Optional<String> content, Optional<String> refusal) {
        content.ifPresent(text -> {
            ObjectNode part = parts.addObject().put("type", "output_text").put("text", text);
            part.putArray("annotations");
            part.putArray("logprobs");
        });
        refusal.ifPresent(reason -> parts.addObject().put("type", "refusal").put("refusal", reason));
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
