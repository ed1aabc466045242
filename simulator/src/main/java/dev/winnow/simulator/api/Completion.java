package dev.winnow.simulator.api;

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
public record Completion(Said said, String finishReason, int textTokens, OptionalInt reasoning, boolean chosen) {

    /** At most one call; content and refusal may stand side by side. */
    public record Said(Optional<String> content, Optional<String> refusal, Optional<Call> call) {
        public static final Said NOTHING = new Said(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A function to call with these arguments. */
    public record Call(String name, String arguments) {}

    /** Nothing is chosen. */
    public static Completion noChoice() {
        return new Completion(Said.NOTHING, "stop", 0, OptionalInt.empty(), false);
    }

    /** Tokens of thinking and of what is said. */
    public int tokens() {
        return textTokens + reasoning.orElse(0);
    }
}
