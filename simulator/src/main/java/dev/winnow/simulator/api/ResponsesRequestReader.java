package dev.winnow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a request of the Responses API, as strict as OpenAI about its parameters. */
final class ResponsesRequestReader {
    /** The parameters in openai-java 4.100.0 (November 2026), and {@code stream}. */
    private static final Set<String> PARAMETERS =
            Set.of(("access_programs background context_management conversation image include input instructions"
                            + " max_output_tokens max_tool_calls metadata model moderation parallel_tool_calls"
                            + " previous_response_id prompt prompt_cache_key prompt_cache_options"
                            + " prompt_cache_retention reasoning safety_identifier service_tier store stream"
                            + " stream_options temperature text tool_choice tools top_logprobs top_p truncation user")
                    .split(" "));

    private static final Set<String> REASONING = Set.of("context", "effort", "generate_summary", "mode", "summary");
    private static final int LEAST_OUTPUT = 16;

    /** Parameters of Chat Completions that have another place here. */
    private static final Map<String, String> MOVED = Map.of(
            "messages", "input",
            "response_format", "text.format",
            "max_tokens", "max_output_tokens",
            "max_completion_tokens", "max_output_tokens",
            "reasoning_effort", "reasoning.effort",
            "verbosity", "text.verbosity");

    private ResponsesRequestReader() {}

    static ModelRequest read(ObjectNode body, String model) throws ApiError {
        known(body);
        Parameters.check(body);
        if (body.hasNonNull("reasoning")) {
            JsonNode reasoning = Fields.object(body, "", "reasoning");
            Fields.known(reasoning, "reasoning.", REASONING);
            Parameters.effort(reasoning, "reasoning.", "effort");
        }
        List<String> texts = new ArrayList<>();
        if (body.hasNonNull("instructions")) {
            texts.add(Lines.normalise(Fields.text(body, "", "instructions")));
        }
        texts.addAll(ResponsesInput.texts(body));
        OutputFormats.Asked asked = new ResponsesFormats().read(body);
        return new ModelRequest(
                body,
                model,
                texts,
                asked.format(),
                asked.forms(),
                Parameters.limit(body, "max_output_tokens", LEAST_OUTPUT));
    }

    private static void known(ObjectNode body) throws ApiError {
        for (Map.Entry<String, JsonNode> sent : body.properties()) {
            String moved = MOVED.get(sent.getKey());
            if (moved != null) {
                throw ApiError.badRequest(
                        sent.getKey(),
                        "unsupported_parameter",
                        ("Unsupported parameter: '%s'. In the Responses API, this parameter has moved to '%s'."
                                        + " Try again with the new parameter.")
                                .formatted(sent.getKey(), moved));
            }
        }
        Fields.known(body, "", PARAMETERS);
        if (body.hasNonNull("previous_response_id")) {
            throw ApiError.badRequest(
                    "previous_response_id",
                    "previous_response_not_found",
                    "Previous response with that id not found. This simulator keeps none.");
        }
        for (String name : List.of("stream", "background", "conversation", "prompt")) {
            if (body.hasNonNull(name)
                    && !body.get(name).equals(Json.MAPPER.getNodeFactory().booleanNode(false))) {
                throw ApiError.badRequest(
                        name, "unsupported_value", "This simulator answers in one piece, without '" + name + "'.");
            }
        }
    }
}
