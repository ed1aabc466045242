package dev.winnow.core.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelReply.FinishReason;
import dev.winnow.core.model.ModelReply.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A body of Chat Completions. */
final class ChatReply {

    private ChatReply() {}

    /** Empty where there are no choices. */
    static Optional<ModelReply> map(JsonNode body) {
        JsonNode choice = body.path("choices").path(0);
        if (!choice.isObject()) {
            return Optional.empty();
        }
        JsonNode message = choice.path("message");
        // some servers always send a refusal, and an empty one where there is a reply
        Optional<String> content = Content.text(message.path("content"));
        List<ToolCall> calls = toolCalls(message.path("tool_calls"));
        Optional<String> refusal = Content.string(message.path("refusal"))
                .filter(words -> !words.isEmpty()
                        || (calls.isEmpty() && content.orElse("").isBlank()))
                .or(() -> Content.refusal(message.path("content")));
        return Optional.of(new ModelReply(
                body.path("model").asText(""),
                finishReason(choice.path("finish_reason").asText("")),
                content,
                refusal,
                calls,
                UsageMapper.map(body)));
    }

    private static List<ToolCall> toolCalls(JsonNode calls) {
        List<ToolCall> mapped = new ArrayList<>();
        for (JsonNode call : calls) {
            JsonNode function = call.path("function");
            mapped.add(new ToolCall(
                    function.path("name").asText(""), function.path("arguments").asText("")));
        }
        return mapped;
    }

    private static FinishReason finishReason(String reason) {
        return switch (reason) {
            case "stop" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.UNKNOWN;
        };
    }
}
