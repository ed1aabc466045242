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

/**
 * From openai-java's reply to ours. What a compatible server leaves out is left out here too: a reply that was paid for is kept,
 * whatever it lacks.
 */
final class ReplyMapper {

    private ReplyMapper() {}

    static CallResult map(ChatCompletion completion) {
        Optional<ChatCompletion.Choice> choice = completion
                ._choices()
                .asKnown()
                .flatMap(choices -> choices.stream().findFirst());
        if (choice.isEmpty()) {
            return new CallFailure(CallFailure.Kind.REPLY_LOST, 200, "no_choices", Optional.empty());
        }
        Optional<ChatCompletionMessage> message = choice.get()._message().asKnown();
        return new ModelReply(
                completion._model().asKnown().orElse(""),
                choice.get()
                        ._finishReason()
                        .asKnown()
                        .map(ReplyMapper::finishReason)
                        .orElse(FinishReason.UNKNOWN),
                message.flatMap(said -> said._content().asKnown()),
                message.flatMap(said -> said._refusal().asKnown()),
                message.map(ReplyMapper::toolCalls).orElse(List.of()),
                completion._usage().asKnown().flatMap(ReplyMapper::usage));
    }

    private static List<ToolCall> toolCalls(ChatCompletionMessage message) {
        return message._toolCalls().asKnown().orElse(List.of()).stream()
                .flatMap(call -> call.function().stream())
                .map(call -> call.function())
                .map(function -> new ToolCall(
                        function._name().asKnown().orElse(""),
                        function._arguments().asKnown().orElse("")))
                .toList();
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

    private static Optional<Usage> usage(CompletionUsage usage) {
        Optional<Long> input = usage._promptTokens().asKnown();
        Optional<Long> output = usage._completionTokens().asKnown();
        if (input.isEmpty() || output.isEmpty()) {
            return Optional.empty();
        }
        long cached = usage._promptTokensDetails()
                .asKnown()
                .flatMap(details -> details._cachedTokens().asKnown())
                .orElse(0L);
        return Optional.of(new Usage(input.get(), cached, output.get()));
    }
}
