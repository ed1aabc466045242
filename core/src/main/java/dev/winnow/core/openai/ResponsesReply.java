package dev.winnow.core.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelReply.FinishReason;
import dev.winnow.core.model.ModelReply.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A body of Responses. Items are told by their type: reasoning and other items may stand before the message. */
final class ResponsesReply {

    /** None of these holds a reply that could be read; it may be billed all the same. */
    private static final Set<String> UNFINISHED = Set.of("in_progress", "queued", "cancelled");

    private ResponsesReply() {}

    /** The status of a response that did not end. */
    static Optional<String> unfinished(JsonNode body) {
        return Content.string(body.path("status")).filter(UNFINISHED::contains);
    }

    /** Empty where it did not end, or is complete and has no output: what was cut before any output has none either. */
    static Optional<ModelReply> map(JsonNode body) {
        JsonNode output = body.path("output");
        boolean cut = body.path("status").asText("").equals("incomplete");
        if (!output.isArray() || (output.isEmpty() && !cut) || unfinished(body).isPresent()) {
            return Optional.empty();
        }
        Optional<String> content = Optional.empty();
        Optional<String> refusal = Optional.empty();
        List<ToolCall> calls = new ArrayList<>();
        boolean whole = true;
        for (JsonNode item : output) {
            switch (item.path("type").asText("")) {
                case "message" -> {
                    // what a model says before its final answer is not the answer
                    if (!item.path("phase").asText("").equals("commentary")) {
                        JsonNode said = item.path("content");
                        content = Content.joined(content, Content.text(said));
                        refusal = refusal.or(() -> Content.refusal(said));
                        whole &= item.path("status").asText("completed").equals("completed");
                    }
                }
                case "function_call" -> {
                    calls.add(new ToolCall(
                            item.path("name").asText(""), item.path("arguments").asText("")));
                    whole &= item.path("status").asText("completed").equals("completed");
                }
                default -> {}
            }
        }
        return Optional.of(new ModelReply(
                body.path("model").asText(""),
                finishReason(body, whole, !calls.isEmpty()),
                content,
                refusal,
                calls,
                UsageMapper.map(body)));
    }

    private static FinishReason finishReason(JsonNode body, boolean whole, boolean called) {
        String reason = body.path("incomplete_details").path("reason").asText("");
        return switch (body.path("status").asText("")) {
            case "completed" ->
                !whole || !reason.isEmpty()
                        ? FinishReason.UNKNOWN
                        : called ? FinishReason.TOOL_CALLS : FinishReason.STOP;
            case "incomplete" ->
                switch (reason) {
                    case "max_output_tokens" -> FinishReason.LENGTH;
                    case "content_filter" -> FinishReason.CONTENT_FILTER;
                    default -> FinishReason.UNKNOWN;
                };
            default -> FinishReason.UNKNOWN;
        };
    }
}
