package dev.winnow.simulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.api.Api.Frame;

/** Writes chat completions. */
final class ChatWriter {
    private ChatWriter() {}

    static ObjectNode write(Frame frame, Completion completion, Usage usage) {
        ObjectNode body = Json.object()
                .put("id", "chatcmpl-sim-" + frame.number())
                .put("object", "chat.completion")
                .put("created", frame.created())
                .put("model", frame.request().model())
                .put("service_tier", "default")
                .put("system_fingerprint", "fp_simulator");
        ArrayNode choices = body.putArray("choices");
        if (completion.chosen()) {
            ObjectNode choice = choices.addObject().put("index", 0);
            choice.set("message", message(completion.said(), "call_sim_" + frame.number()));
            choice.putNull("logprobs").put("finish_reason", completion.finishReason());
        }
        if (usage.told()) {
            body.set("usage", usage.json());
        }
        return body;
    }

    private static ObjectNode message(Completion.Said said, String callId) {
        ObjectNode message = Json.object().put("role", "assistant");
        message.put("content", said.content().orElse(null));
        message.put("refusal", said.refusal().orElse(null));
        message.putArray("annotations");
        said.call().ifPresent(called -> {
            ObjectNode call = message.putArray("tool_calls").addObject();
            call.put("id", callId).put("type", "function");
            call.putObject("function").put("name", called.name()).put("arguments", called.arguments());
        });
        return message;
    }
}
