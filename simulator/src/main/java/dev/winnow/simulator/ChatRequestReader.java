package dev.winnow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the body of a chat completion request, as strict as OpenAI about its parameters. */
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

    private static final BigInteger LARGEST = BigInteger.valueOf(Integer.MAX_VALUE);

    private ChatRequestReader() {}

    static ChatRequest read(byte[] body) throws ApiError {
        JsonNode root = parse(body);
        Fields.known(root, "", PARAMETERS);
        String model = Fields.text(root, "", "model");
        if (root.path("stream").asBoolean() || root.path("n").asInt(1) != 1) {
            throw ApiError.badRequest(
                    root.path("stream").asBoolean() ? "stream" : "n",
                    "unsupported_value",
                    "This simulator answers one choice in one piece: 'stream' and 'n' are not supported.");
        }
        OutputFormatReader.Asked asked = OutputFormatReader.read(root);
        return new ChatRequest(model, texts(root), asked.format(), asked.forms(), maxTokens(root));
    }

    private static JsonNode parse(byte[] body) throws ApiError {
        try {
            JsonNode root = Json.MAPPER.readTree(body);
            if (root.isObject()) {
                return root;
            }
        } catch (IOException e) {
            // The parser's message quotes the body, so it is not passed on.
        }
        throw ApiError.badRequest(null, null, "We could not parse the JSON body of your request.");
    }

    private static List<String> texts(JsonNode root) throws ApiError {
        JsonNode messages = root.path("messages");
        if (messages.isMissingNode()) {
            throw ApiError.missing("messages");
        }
        if (!messages.isArray() || messages.isEmpty()) {
            throw ApiError.wrongType("messages", "an array of at least one message");
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            String path = "messages[" + i + "].";
            Fields.text(messages.get(i), path, "role");
            texts.add(text(messages.get(i).path("content"), path + "content"));
        }
        return texts;
    }

    private static String text(JsonNode content, String path) throws ApiError {
        if (content.isNull() || content.isMissingNode()) {
            return "";
        }
        if (content.isTextual()) {
            return Lines.normalise(content.textValue());
        }
        if (!content.isArray()) {
            throw ApiError.wrongType(path, "a string or an array of objects");
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode part : content) {
            parts.add(Lines.normalise(part.path("text").asText()));
        }
        return String.join("\n", parts);
    }

    private static OptionalInt maxTokens(JsonNode root) throws ApiError {
        for (String name : List.of("max_completion_tokens", "max_tokens")) {
            JsonNode value = root.path(name);
            if (value.isNull() || value.isMissingNode()) {
                continue;
            }
            if (!value.isIntegralNumber()) {
                throw ApiError.wrongType(name, "an integer");
            }
            if (value.bigIntegerValue().signum() < 1) {
                throw ApiError.badRequest(
                        name,
                        "integer_below_min_value",
                        "Invalid '%s': integer below minimum value. Expected a value >= 1, but got %s instead."
                                .formatted(name, value));
            }
            return OptionalInt.of(value.bigIntegerValue().min(LARGEST).intValue());
        }
        return OptionalInt.empty();
    }
}
