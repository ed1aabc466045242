package dev.winnow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.simulator.api.Api;
import dev.winnow.simulator.api.ApiError;
import dev.winnow.simulator.api.ModelRequest;
import dev.winnow.simulator.api.OutputFormat;
import java.math.BigDecimal;
import java.util.List;

/** Refuses what a model does not take, in OpenAI's words. */
record ModelCheck(ModelRules rules, Api api, ModelRequest request) {

    void check() throws ApiError {
        switch (rules.kind()) {
            case ANY -> {
                // Takes all parameters.
            }
            case REASONING -> {
                noMaxTokens();
                onlyOne("temperature");
                onlyOne("top_p");
            }
            case PLAIN -> noEffort();
        }
        noLimitAbove();
        if (!rules.schemas() && request.format() instanceof OutputFormat.Schema) {
            String name = api == Api.RESPONSES ? "text.format" : "response_format";
            throw ApiError.badRequest(
                    name,
                    null,
                    "Invalid parameter: '" + name + "' of type 'json_schema' is not supported with this model.");
        }
    }

    void fits(int promptTokens) throws ApiError {
        if (promptTokens > rules.contextWindow()) {
            boolean chat = api == Api.CHAT_COMPLETIONS;
            String message = chat
                    ? ("This model's maximum context length is %d tokens. However, your messages resulted in %d tokens."
                                    + " Please reduce the length of the messages.")
                            .formatted(rules.contextWindow(), promptTokens)
                    : "Your input exceeds the context window of this model. Please adjust your input and try again.";
            throw ApiError.badRequest(chat ? "messages" : "input", "context_length_exceeded", message);
        }
    }

    private void noMaxTokens() throws ApiError {
        if (request.body().hasNonNull("max_tokens")) {
            throw unsupported("max_tokens", " Use 'max_completion_tokens' instead.");
        }
    }

    private void onlyOne(String name) throws ApiError {
        JsonNode value = request.body().path(name);
        if (!value.isNumber() || value.decimalValue().compareTo(BigDecimal.ONE) == 0) {
            return;
        }
        if (api == Api.RESPONSES) {
            throw unsupported(name, "");
        }
        throw ApiError.badRequest(
                name,
                "unsupported_value",
                "Unsupported value: '%s' does not support %s with this model. Only the default (1) value is supported."
                        .formatted(name, value.asText()));
    }

    private void noEffort() throws ApiError {
        if (request.body().hasNonNull("reasoning_effort")) {
            throw ApiError.badRequest(null, null, "Unrecognized request argument supplied: reasoning_effort");
        }
        if (request.body().path("reasoning").hasNonNull("effort")) {
            throw unsupported("reasoning.effort", "");
        }
    }

    private void noLimitAbove() throws ApiError {
        for (String name : List.of("max_tokens", "max_completion_tokens", "max_output_tokens")) {
            if (request.body().hasNonNull(name) && request.maxTokens().orElse(0) > rules.outputLimit()) {
                String asked = request.body().get(name).asText();
                throw ApiError.badRequest(
                        name,
                        "invalid_value",
                        "%s is too large: %s. This model supports at most %d completion tokens, whereas you provided %s."
                                .formatted(name, asked, rules.outputLimit(), asked));
            }
        }
    }

    private static ApiError unsupported(String name, String advice) {
        return ApiError.badRequest(
                name,
                "unsupported_parameter",
                "Unsupported parameter: '" + name + "' is not supported with this model." + advice);
    }
}
