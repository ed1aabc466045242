package dev.winnow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/**
 * Tokens of one call, counted or as the answer file says, in the words of Chat Completions.
 *
 * @param told whether the reply says them
 */
public record Usage(ObjectNode json, boolean told) {
    private static final String CACHED = "cached_tokens";
    private static final String REASONING = "reasoning_tokens";

    public static Usage of(int promptTokens, Completion completion, Optional<JsonNode> scripted) {
        ObjectNode usage =
                Json.object().put("prompt_tokens", promptTokens).put("completion_tokens", completion.tokens());
        scripted.filter(JsonNode::isObject).map(ObjectNode.class::cast).ifPresent(usage::setAll);
        if (!usage.has("total_tokens")) {
            usage.put("total_tokens", tokens(usage, "prompt_tokens") + tokens(usage, "completion_tokens"));
        }
        if (!usage.has("prompt_tokens_details")) {
            usage.putObject("prompt_tokens_details")
                    .put(CACHED, 0)
                    .put("cache_write_tokens", 0)
                    .put("audio_tokens", 0);
        }
        if (!usage.has("completion_tokens_details")) {
            usage.putObject("completion_tokens_details")
                    .put(REASONING, completion.reasoning().orElse(0))
                    .put("audio_tokens", 0)
                    .put("accepted_prediction_tokens", 0)
                    .put("rejected_prediction_tokens", 0);
        }
        return new Usage(usage, scripted.map(JsonNode::isObject).orElse(true));
    }

    /** What a body written by hand says in the words of either API; zeros if it is no such JSON. */
    public static Usage in(String body) {
        JsonNode usage;
        try {
            usage = Json.MAPPER.readTree(body).path("usage");
        } catch (IOException e) {
            usage = Json.object();
        }
        ObjectNode json = Json.object()
                .put(
                        "prompt_tokens",
                        usage.path("prompt_tokens")
                                .asLong(usage.path("input_tokens").asLong()))
                .put(
                        "completion_tokens",
                        usage.path("completion_tokens")
                                .asLong(usage.path("output_tokens").asLong()));
        json.putObject("prompt_tokens_details")
                .put(
                        CACHED,
                        usage.at("/prompt_tokens_details/" + CACHED)
                                .asLong(usage.at("/input_tokens_details/" + CACHED)
                                        .asLong()));
        return new Usage(json, true);
    }

    public long promptTokens() {
        return tokens(json, "prompt_tokens");
    }

    /** Contained in the prompt tokens. */
    public long cachedTokens() {
        return json.path("prompt_tokens_details").path(CACHED).asLong();
    }

    public long completionTokens() {
        return tokens(json, "completion_tokens");
    }

    /** In the words of the Responses API. */
    ObjectNode forResponses() {
        ObjectNode usage = Json.object().put("input_tokens", promptTokens());
        usage.putObject("input_tokens_details")
                .put(CACHED, cachedTokens())
                .put(
                        "cache_write_tokens",
                        json.at("/prompt_tokens_details/cache_write_tokens").asLong());
        usage.put("output_tokens", completionTokens());
        usage.putObject("output_tokens_details")
                .put(
                        REASONING,
                        json.at("/completion_tokens_details/" + REASONING).asLong());
        return usage.put("total_tokens", tokens(json, "total_tokens"));
    }

    private static long tokens(ObjectNode usage, String key) {
        return usage.path(key).asLong();
    }
}
