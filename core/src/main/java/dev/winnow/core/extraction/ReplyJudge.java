package dev.winnow.core.extraction;

import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.OutputForm;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.tool.FunctionTool;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.validation.Read;
import dev.winnow.core.validation.RecordReader;
import dev.winnow.core.validation.Violation;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides what a reply is: the refusal before the finish reason, the finish reason before the text. Thread-safe. */
final class ReplyJudge {

    /** What a reply is worth. */
    sealed interface Judgement {
        /** It decides the outcome. */
        record Decided(Outcome outcome) implements Judgement {}

        /** It is complete and wrong. */
        record Wrong(String text, List<Violation> violations) implements Judgement {
            @Override
            public String toString() {
                return "Wrong[" + violations + "]";
            }
        }

        /** It was cut and is never read. */
        record Cut() implements Judgement {}
    }

    private record Reader(RecordType<?> type, RecordReader reader) {}

    private final Map<String, Reader> readers = new HashMap<>();

    ReplyJudge(Recipe recipe, Clock clock) {
        recipe.types().forEach(type -> readers.put(type.name(), new Reader(type, new RecordReader(type, clock))));
    }

    Judgement judge(ModelReply reply, OutputForm form) {
        if (reply.refusal().isPresent()) {
            return new Judgement.Decided(new Outcome.Refused(reply.refusal().get()));
        }
        return switch (reply.finishReason()) {
            case LENGTH -> new Judgement.Cut();
            case CONTENT_FILTER -> new Judgement.Decided(new Outcome.Filtered());
            case UNKNOWN -> new Judgement.Decided(new Outcome.Failed("unknown finish reason"));
            case STOP, TOOL_CALLS ->
                form instanceof OutputForm.Schema schema
                        ? read(schema.schema().name(), reply.content().orElse(""))
                        : tool(reply);
        };
    }

    private Judgement tool(ModelReply reply) {
        if (reply.toolCalls().size() != 1) {
            return wrong(reply.content().orElse(""), "must call exactly one tool");
        }
        ModelReply.ToolCall call = reply.toolCalls().get(0);
        if (call.name().equals(FunctionTool.NONE)) {
            return new Judgement.Decided(new Outcome.Unmatched(ReplyText.reason(call.arguments())));
        }
        return readers.containsKey(call.name())
                ? read(call.name(), call.arguments())
                : wrong(call.arguments(), "must call one of the tools offered");
    }

    private static Judgement wrong(String text, String message) {
        return new Judgement.Wrong(text, List.of(new Violation("", "Tool", message)));
    }

    private Judgement read(String typeName, String text) {
        Reader one = readers.get(typeName);
        if (one == null) {
            throw new IllegalStateException("no reader for " + typeName);
        }
        Read read = one.reader().read(text);
        return read instanceof Read.Valid valid
                ? new Judgement.Decided(new Outcome.Extracted(one.type(), valid.value()))
                : new Judgement.Wrong(text, ((Read.Broken) read).violations());
    }
}
