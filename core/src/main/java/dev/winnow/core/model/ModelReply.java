package dev.winnow.core.model;

import java.util.List;
import java.util.Optional;

/**
 * A reply as it came, untrusted. Its {@code toString} shows no text of it.
 *
 * @param model the model that answered, often a dated name
 * @param content the text of the message
 * @param usage empty where the server did not say: then the cost is unknown, never 0
 * @param refusal the model's words where it declined, possibly empty
 */
public record ModelReply(
        String model,
        FinishReason finishReason,
        Optional<String> content,
        Optional<String> refusal,
        List<ToolCall> toolCalls,
        Optional<Usage> usage)
        implements CallResult {

    /** Why the model stopped. */
    public enum FinishReason {
        /** It was done. */
        STOP,
        /** The output limit cut it. */
        LENGTH,
        /** It called tools. */
        TOOL_CALLS,
        /** The provider's content filter cut it. */
        CONTENT_FILTER,
        /** A reason this version does not know. */
        UNKNOWN
    }

    /**
     * A call of a function tool.
     *
     * @param arguments JSON text
     */
    public record ToolCall(String name, String arguments) {
        @Override
        public String toString() {
            return "ToolCall[" + name + "]";
        }
    }

    /** Copies the tool calls. */
    public ModelReply {
        toolCalls = List.copyOf(toolCalls);
    }

    @Override
    public String toString() {
        return "ModelReply[" + model + ", " + finishReason + ", "
                + usage.map(Usage::toString).orElse("usage unknown") + "]";
    }
}
