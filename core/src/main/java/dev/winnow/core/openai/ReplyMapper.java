package dev.winnow.core.openai;

import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.completions.CompletionUsage;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelReply.FinishReason;
import dev.winnow.core.model.ModelReply.ToolCall;
import dev.winnow.core.model.Usage;
import java.util.List;
import java.util.Optional;

/** From openai-java's reply to ours. */
final class ReplyMapper {

    private ReplyMapper() {}

    static CallResult map(ChatCompletion completion) {
        if (completion.choices().isEmpty()) {
            return new CallFailure(CallFailure.Kind.CONNECTION, 200, "no_choices", Optional.empty());
        }
        ChatCompletion.Choice choice = completion.choices().get(0);
        ChatCompletionMessage message = choice.message();
        List<ToolCall> toolCalls = message.toolCalls().orElse(List.of()).stream()
                .flatMap(call -> call.function().stream())
                .map(call ->
                        new ToolCall(call.function().name(), call.function().arguments()))
                .toList();
        return new ModelReply(
                completion.model(),
                finishReason(choice.finishReason()),
                message.content(),
                message.refusal(),
                toolCalls,
                completion.usage().map(ReplyMapper::usage).orElse(Usage.NONE));
    }

    private static FinishReason finishReason(ChatCompletion.Choice.FinishReason reason) {
        return switch (reason.value()) {
            case STOP -> FinishReason.STOP;
            case LENGTH -> FinishReason.LENGTH;
            case TOOL_CALLS, FUNCTION_CALL -> FinishReason.TOOL_CALLS;
            case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
            case _UNKNOWN -> FinishReason.UNKNOWN;
        };
    }

    private static Usage usage(CompletionUsage usage) {
        long cached = usage.promptTokensDetails()
                .flatMap(CompletionUsage.PromptTokensDetails::cachedTokens)
                .orElse(0L);
        return new Usage(usage.promptTokens(), cached, usage.completionTokens());
    }
}
