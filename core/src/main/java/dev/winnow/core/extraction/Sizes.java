package dev.winnow.core.extraction;

import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.TokenCounter;
import dev.winnow.core.prompt.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Estimates the input of requests; what is the same for every document is counted once. Thread-safe. */
final class Sizes {

    /** What a message adds to its text, and a request to its messages. */
    private static final int FRAME = TokenCounter.count(List.of());

    private static final int PER_MESSAGE = TokenCounter.count(List.of(new Message(Message.Role.USER, ""))) - FRAME;

    private final Map<Stage, Integer> forms = new ConcurrentHashMap<>();
    private final Map<String, Integer> instructions = new ConcurrentHashMap<>();

    /** Tokens of instructions, messages and schema or tools. */
    int of(Stage stage, ModelRequest request) {
        int tokens = FRAME + forms.computeIfAbsent(stage, Sizes::form);
        for (Message message : request.messages()) {
            tokens += PER_MESSAGE
                    + (message.role() == Message.Role.SYSTEM
                            ? instructions.computeIfAbsent(message.content(), TokenCounter::count)
                            : TokenCounter.count(message.content()));
        }
        return tokens;
    }

    private static int form(Stage stage) {
        return TokenCounter.count(
                stage.form().json(stage.target().api().shape()).toString());
    }
}
