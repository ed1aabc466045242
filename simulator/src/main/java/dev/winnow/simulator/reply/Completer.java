package dev.winnow.simulator.reply;

import dev.winnow.simulator.api.ApiError;
import dev.winnow.simulator.api.Completion;
import dev.winnow.simulator.api.Completion.Call;
import dev.winnow.simulator.api.Completion.Said;
import dev.winnow.simulator.api.ModelRequest;
import dev.winnow.simulator.api.OutputFormat;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns what a scripted reply says into what the model says to this request, as far as the limit goes. */
record Completer(ModelRequest request, Reply reply, Reply.Say say) {

    Completion complete() throws ApiError {
        if (say.refusal().isPresent() || say.content().isEmpty()) {
            return plain(say.content(), say.refusal());
        }
        CountedText content = say.content().get();
        if (request.format() instanceof OutputFormat.Tools tools) {
            Optional<ToolPick.Call> call = ToolPick.pick(tools, reply.type(), content);
            return call.isPresent() ? call(tools, call.get()) : notA("record any tool takes");
        }
        if (request.format() instanceof OutputFormat.Schema schema
                && reply.type().isPresent()
                && !reply.type().get().equals(schema.form().name())) {
            return notA(schema.form().name());
        }
        return plain(say.content(), say.refusal());
    }

    private Completion notA(String name) {
        return plain(Optional.empty(), Optional.of(new CountedText("The document is not a " + name + ".")));
    }

    private Completion plain(Optional<CountedText> content, Optional<CountedText> refusal) {
        String finish = say.finishReason().orElse("stop");
        if (refusal.isPresent()) {
            int tokens =
                    refusal.get().tokens() + content.map(CountedText::tokens).orElse(0);
            Said said = new Said(content.map(CountedText::text), refusal.map(CountedText::text), Optional.empty());
            return new Completion(said, finish, tokens, reply.reasoning(), true);
        }
        if (content.isEmpty()) {
            return new Completion(Said.NOTHING, finish, 0, reply.reasoning(), true);
        }
        Cut cut = cut(content.get());
        return completion(new Said(cut.text(), Optional.empty(), Optional.empty()), cut, finish);
    }

    private Completion call(OutputFormat.Tools tools, ToolPick.Call call) {
        Cut cut = cut(call.arguments());
        String usual = tools.forced().isPresent() ? "stop" : "tool_calls";
        Optional<Call> called = cut.text().map(arguments -> new Call(call.name(), arguments));
        return completion(
                new Said(Optional.empty(), Optional.empty(), called),
                cut,
                say.finishReason().orElse(usual));
    }

    private Completion completion(Said said, Cut cut, String finish) {
        return new Completion(said, cut.isCut() ? "length" : finish, cut.tokens(), cut.reasoning(), true);
    }

    private Cut cut(CountedText text) {
        int thought = reply.reasoning().orElse(0);
        int limit = request.maxTokens().orElse(Integer.MAX_VALUE);
        if (thought >= limit) {
            return new Cut(Optional.empty(), true, 0, OptionalInt.of(limit));
        }
        int most = say.cut() ? Math.min(limit - thought, Math.max(1, text.tokens() / 2)) : limit - thought;
        if (most < text.tokens()) {
            return new Cut(Optional.of(Tokens.cut(text.text(), most)), true, most, reply.reasoning());
        }
        return new Cut(Optional.of(text.text()), say.cut(), text.tokens(), reply.reasoning());
    }

    /** @param text empty if the limit was reached in thinking */
    private record Cut(Optional<String> text, boolean isCut, int tokens, OptionalInt reasoning) {}
}
