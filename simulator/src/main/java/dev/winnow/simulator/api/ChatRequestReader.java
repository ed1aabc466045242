package dev.winnow.simulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a chat completion request, as strict as OpenAI about its parameters. */
final class ChatRequestReader {
    /** The parameters in openai-java 4.100.0 (November 2026), and {@code stream}. */
    private static final Set<String> PARAMETERS = Set.of(
            ("messages model audio frequency_penalty function_call functions logit_bias logprobs max_completion_tokens"
                            + " max_tokens metadata modalities moderation n parallel_tool_calls prediction"
                            + " presence_penalty prompt_cache_key prompt_cache_options prompt_cache_retention"
                            + " reasoning_effort response_format safety_identifier seed service_tier stop store stream"
                            + " stream_options temperature tool_choice tools top_logprobs top_p user verbosity"
                            + " web_search_options")
                    .split(" "));

    private ChatRequestReader() {}

    static ModelRequest read(ObjectNode body, String model) throws ApiError {
        Fields.known(body, "", PARAMETERS);
        if (body.path("stream").asBoolean() || body.path("n").asInt(1) != 1) {
            throw ApiError.badRequest(
                    body.path("stream").asBoolean() ? "stream" : "n",
                    "unsupported_value",
                    "This simulator answers one choice in one piece: 'stream' and 'n' are not supported.");
        }
        Parameters.check(body);
        Parameters.effort(body, "", "reasoning_effort");
        OutputFormats.Asked asked = new ChatFormats().read(body);
        return new ModelRequest(body, model, ChatMessages.texts(body), asked.format(), asked.forms(), maxTokens(body));
    }

    private static OptionalInt maxTokens(ObjectNode body) throws ApiError {
        for (String name : List.of("max_completion_tokens", "max_tokens")) {
            OptionalInt tokens = Parameters.limit(body, name, 1);
            if (tokens.isPresent()) {
                return tokens;
            }
        }
        return OptionalInt.empty();
    }
}
