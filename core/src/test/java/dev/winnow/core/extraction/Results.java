package dev.winnow.core.extraction;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelReply.FinishReason;
import dev.winnow.core.model.ModelReply.ToolCall;
import dev.winnow.core.model.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Replies and failures for the script of a {@link World}. */
final class Results {

    static final Usage USAGE = new Usage(50, 0, 10);

    private Results() {}

    static ModelReply text(String content) {
        return reply(FinishReason.STOP, content);
    }

    static ModelReply reply(FinishReason reason, String content) {
        return new ModelReply("m", reason, Optional.of(content), Optional.empty(), List.of(), Optional.of(USAGE));
    }

    static ModelReply refusal(FinishReason reason, String content, String words) {
        return new ModelReply("m", reason, Optional.of(content), Optional.of(words), List.of(), Optional.of(USAGE));
    }

    static ModelReply tools(ToolCall... calls) {
        return new ModelReply(
                "m", FinishReason.TOOL_CALLS, Optional.empty(), Optional.empty(), List.of(calls), Optional.of(USAGE));
    }

    static CallFailure failure(Kind kind, int status, String code) {
        return new CallFailure(kind, status, code, Optional.empty());
    }

    static CallFailure failure(Kind kind, int status, Duration retryAfter) {
        return new CallFailure(kind, status, "", Optional.of(retryAfter));
    }
}
