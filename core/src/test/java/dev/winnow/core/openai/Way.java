package dev.winnow.core.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.model.Api;
import dev.winnow.core.model.OutputStyle;
import dev.winnow.core.model.Usage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The four ways to ask for one record, and the bodies that a server answers with. */
enum Way {
    CHAT_SCHEMA(Api.CHAT_COMPLETIONS, OutputStyle.SCHEMA),
    CHAT_TOOL(Api.CHAT_COMPLETIONS, OutputStyle.TOOL),
    RESPONSES_SCHEMA(Api.RESPONSES, OutputStyle.SCHEMA),
    RESPONSES_TOOL(Api.RESPONSES, OutputStyle.TOOL);

    static final Usage USAGE = new Usage(1_200, 1_024, 100, 34, 20);

    /** What Responses says where Chat has a finish reason. */
    private static final Map<String, String> REASONS = Map.of("length", "max_output_tokens");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    final Api api;
    final OutputStyle style;

    Way(Api api, OutputStyle style) {
        this.api = api;
        this.style = style;
    }

    /** A record as it should come: {@code json} as text or as the arguments of a call. */
    String record(String json) {
        return body(said(json), "stop").toString();
    }

    /** A record that the output limit, a filter or something else has cut; of nothing at all if {@code json} is null. */
    String cut(@Nullable String json, String reason) {
        return body(json == null ? silence() : said(json), reason).toString();
    }

    String refusal(@Nullable String content, String words) {
        return body(refused(content, words), "stop").toString();
    }

    /** Reasoning before the record. */
    String reasoned(String json) {
        ObjectNode body = body(said(json), "stop");
        if (api == Api.CHAT_COMPLETIONS) {
            ((ObjectNode) body.at("/choices/0/message")).put("reasoning_content", "canary thoughts");
        } else {
            ArrayNode output = (ArrayNode) body.path("output");
            output.insertObject(0)
                    .put("type", "message")
                    .put("phase", "commentary")
                    .set("content", parts("canary"));
            output.insertObject(0).put("type", "reasoning").put("id", "rs_1").putArray("summary");
        }
        return body.toString();
    }

    /** Two calls, or two records in one text. */
    String twice(String json) {
        JsonNode said = said(json);
        if (style == OutputStyle.SCHEMA) {
            said = said(json + json);
        } else if (api == Api.CHAT_COMPLETIONS) {
            ArrayNode calls = (ArrayNode) said.path("tool_calls");
            calls.add(calls.get(0).deepCopy());
        } else {
            ((ArrayNode) said).add(said.get(0).deepCopy());
        }
        return body(said, "stop").toString();
    }

    /** Text, whatever was asked for. */
    String text(String text) {
        JsonNode said = api == Api.CHAT_COMPLETIONS ? message(text) : output(parts(text));
        return body(said, "stop").toString();
    }

    String withoutUsage(String json) {
        return body(said(json), "stop").without("usage").toString();
    }

    /** HTTP 200, and yet a failure. */
    String failed(String code) {
        ObjectNode body = JSON.objectNode();
        if (api == Api.RESPONSES) {
            body.put("status", "failed").putArray("output");
        }
        body.putObject("error").put("code", code).put("message", "canary");
        body.set("usage", usage());
        return body.toString();
    }

    private ObjectNode body(JsonNode said, String reason) {
        ObjectNode body = JSON.objectNode().put("id", "id_1").put("model", "model-2026-01-01");
        if (api == Api.CHAT_COMPLETIONS) {
            body.putArray("choices")
                    .addObject()
                    .put("index", 0)
                    .put("finish_reason", reason)
                    .set("message", said);
        } else if (reason.equals("stop")) {
            body.put("status", "completed").putNull("incomplete_details").set("output", said);
        } else {
            body.put("status", "incomplete").set("output", said);
            body.putObject("incomplete_details").put("reason", REASONS.getOrDefault(reason, reason));
        }
        return body.set("usage", usage());
    }

    private ObjectNode usage() {
        boolean chat = api == Api.CHAT_COMPLETIONS;
        String in = chat ? "prompt_tokens" : "input_tokens";
        String out = chat ? "completion_tokens" : "output_tokens";
        ObjectNode usage = JSON.objectNode().put(in, USAGE.input()).put(out, USAGE.output());
        usage.putObject(in + "_details")
                .put("cached_tokens", USAGE.cached())
                .put("cache_write_tokens", USAGE.cacheWrite());
        usage.putObject(out + "_details").put("reasoning_tokens", USAGE.reasoning());
        return usage;
    }

    private JsonNode said(String json) {
        if (style == OutputStyle.SCHEMA) {
            return api == Api.CHAT_COMPLETIONS ? message(json) : output(parts(json));
        }
        if (api == Api.RESPONSES) {
            ArrayNode output = JSON.arrayNode();
            output.addObject()
                    .put("type", "function_call")
                    .put("call_id", "call_1")
                    .put("name", "note")
                    .put("arguments", json);
            return output;
        }
        ObjectNode message = message(null);
        message.putArray("tool_calls")
                .addObject()
                .put("id", "call_1")
                .put("type", "function")
                .putObject("function")
                .put("name", "note")
                .put("arguments", json);
        return message;
    }

    private JsonNode silence() {
        return api == Api.CHAT_COMPLETIONS ? message(null) : JSON.arrayNode();
    }

    private JsonNode refused(@Nullable String content, String words) {
        if (api == Api.CHAT_COMPLETIONS) {
            return message(content).put("refusal", words);
        }
        ArrayNode parts = content == null ? JSON.arrayNode() : parts(content);
        parts.addObject().put("type", "refusal").put("refusal", words);
        return output(parts);
    }

    private static ObjectNode message(@Nullable String content) {
        return JSON.objectNode()
                .put("role", "assistant")
                .put("content", content)
                .putNull("refusal");
    }

    private static ArrayNode parts(String text) {
        ArrayNode parts = JSON.arrayNode();
        parts.addObject().put("type", "output_text").put("text", text).putArray("annotations");
        return parts;
    }

    private static ArrayNode output(ArrayNode parts) {
        ArrayNode output = JSON.arrayNode();
        output.addObject()
                .put("type", "message")
                .put("role", "assistant")
                .put("status", "completed")
                .set("content", parts);
        return output;
    }
}
