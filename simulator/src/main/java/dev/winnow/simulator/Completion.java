package dev.winnow.simulator;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the model says in one reply, before it becomes JSON.
 *
 * @param said what is said, empty if nothing is
 * @param finishReason in the words of Chat Completions, or any other
 * @param textTokens tokens of what is said, after a cut
 * @param reasoning tokens of what was thought before; empty if the model did not think
 * @param chosen whether there is a choice at all
 */
record Completion(Said said, String finishReason, int textTokens, OptionalInt reasoning, boolean chosen) {

    /** At most one call; content and refusal may stand side by side. */
    record Said(Optional<String> content, Optional<String> refusal, Optional<Call> call) {
        static final Said NOTHING = new Said(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A function to call with these arguments. */
    record Call(String name, String arguments) {}

    static Completion noChoice() {
        return new Completion(Said.NOTHING, "stop", 0, OptionalInt.empty(), false);
    }

    int tokens() {
        return textTokens + reasoning.orElse(0);
    }

    static Completion of(ModelRequest request, Reply reply, Reply.Say say) throws ApiError {
        Writing writing = new Writing(request, reply, say);
        if (say.refusal().isPresent() || say.content().isEmpty()) {
            return writing.plain(say.content(), say.refusal());
        }
        CountedText content = say.content().get();
        if (request.format() instanceof OutputFormat.Tools tools) {
            Optional<ToolPick.Call> call = ToolPick.pick(tools, reply.type(), content);
            return call.isPresent() ? writing.call(tools, call.get()) : writing.notA("record any tool takes");
        }
        if (request.format() instanceof OutputFormat.Schema schema
                && reply.type().isPresent()
                && !reply.type().get().equals(schema.form().name())) {
            return writing.notA(schema.form().name());
        }
        return writing.plain(say.content(), say.refusal());
    }

    /** Writes what is to be said, as far as the limit goes. */
    private record Writing(ModelRequest request, Reply reply, Reply.Say say) {

        Completion notA(String name) {
            return plain(Optional.empty(), Optional.of(new CountedText("The document is not a " + name + ".")));
        }

        Completion plain(Optional<CountedText> content, Optional<CountedText> refusal) {
            String finish = say.finishReason().orElse("stop");
            if (refusal.isPresent()) {
                int tokens = refusal.get().tokens()
                        + content.map(CountedText::tokens).orElse(0);
                Said said = new Said(content.map(CountedText::text), refusal.map(CountedText::text), Optional.empty());
                return new Completion(said, finish, tokens, reply.reasoning(), true);
            }
            if (content.isEmpty()) {
                return new Completion(Said.NOTHING, finish, 0, reply.reasoning(), true);
            }
            Cut cut = cut(content.get());
            return completion(new Said(cut.text(), Optional.empty(), Optional.empty()), cut, finish);
        }

        Completion call(OutputFormat.Tools tools, ToolPick.Call call) {
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
    }

    /** @param text empty if the limit was reached in thinking */
    private record Cut(Optional<String> text, boolean isCut, int tokens, OptionalInt reasoning) {}
}
