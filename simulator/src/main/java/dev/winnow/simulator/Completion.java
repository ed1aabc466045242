package dev.winnow.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the model says in one reply, before it becomes JSON.
 *
 * @param text what is said, or the arguments of the call
 * @param function the function that is called; empty if none is
 * @param completionTokens tokens of what is said, after a cut
 */
record Completion(Kind kind, String text, String function, String finishReason, int completionTokens) {
    enum Kind {
        CONTENT,
        NOTHING,
        REFUSAL,
        CALL
    }

    static Completion refusal(CountedText reason) {
        return new Completion(Kind.REFUSAL, reason.text(), "", "stop", reason.tokens());
    }

    static Completion of(ChatRequest request, Reply reply, Reply.Say say) throws ApiError {
        Optional<CountedText> content = say.content();
        if (content.isEmpty()) {
            return new Completion(Kind.NOTHING, "", "", say.finishReason().orElse("stop"), 0);
        }
        if (request.format() instanceof OutputFormat.Tools tools) {
            Optional<ToolPick.Call> call = ToolPick.pick(tools, reply.type(), content.get());
            return call.isPresent() ? call(tools, call.get(), say, request.maxTokens()) : notA("record any tool takes");
        }
        if (request.format() instanceof OutputFormat.Schema schema
                && reply.type().isPresent()
                && !reply.type().get().equals(schema.form().name())) {
            return notA(schema.form().name());
        }
        return cut(Kind.CONTENT, content.get(), "", say.finishReason().orElse("stop"), request.maxTokens());
    }

    private static Completion notA(String name) {
        return refusal(new CountedText("The document is not a " + name + "."));
    }

    private static Completion call(OutputFormat.Tools tools, ToolPick.Call call, Reply.Say say, OptionalInt maxTokens) {
        String usual = tools.forced().isPresent() ? "stop" : "tool_calls";
        return cut(Kind.CALL, call.arguments(), call.name(), say.finishReason().orElse(usual), maxTokens);
    }

    private static Completion cut(
            Kind kind, CountedText text, String function, String finishReason, OptionalInt maxTokens) {
        if (maxTokens.isPresent() && maxTokens.getAsInt() < text.tokens()) {
            int kept = maxTokens.getAsInt();
            return new Completion(kind, Tokens.cut(text.text(), kept), function, "length", kept);
        }
        return new Completion(kind, text.text(), function, finishReason, text.tokens());
    }

    ObjectNode message(String callId) {
        ObjectNode message = Json.object().put("role", "assistant");
        message.put("content", kind == Kind.CONTENT ? text : null);
        message.put("refusal", kind == Kind.REFUSAL ? text : null);
        message.putArray("annotations");
        if (kind == Kind.CALL) {
            ObjectNode call = message.putArray("tool_calls").addObject();
            call.put("id", callId).put("type", "function");
            call.putObject("function").put("name", function).put("arguments", text);
        }
        return message;
    }
}
