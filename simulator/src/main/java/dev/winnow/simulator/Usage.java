package dev.winnow.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Tokens of one call, counted or as the answer file says. */
record Usage(ObjectNode json) {

    static Usage of(int promptTokens, int completionTokens, Optional<ObjectNode> scripted) {
        ObjectNode usage = Json.object().put("prompt_tokens", promptTokens).put("completion_tokens", completionTokens);
        scripted.ifPresent(usage::setAll);
        if (!usage.has("total_tokens")) {
            usage.put("total_tokens", tokens(usage, "prompt_tokens") + tokens(usage, "completion_tokens"));
        }
        if (!usage.has("prompt_tokens_details")) {
            usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
        }
        if (!usage.has("completion_tokens_details")) {
            usage.putObject("completion_tokens_details")
                    .put("reasoning_tokens", 0)
                    .put("audio_tokens", 0)
                    .put("accepted_prediction_tokens", 0)
                    .put("rejected_prediction_tokens", 0);
        }
        return new Usage(usage);
    }

    long promptTokens() {
        return tokens(json, "prompt_tokens");
    }

    long completionTokens() {
        return tokens(json, "completion_tokens");
    }

    private static long tokens(ObjectNode usage, String key) {
        return usage.path(key).asLong();
    }
}
