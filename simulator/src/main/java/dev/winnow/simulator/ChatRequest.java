package dev.winnow.simulator;

import dev.winnow.simulator.OutputFormat.Form;
import java.util.List;
import java.util.OptionalInt;

/**
 * A chat completion request, checked in its shape.
 *
 * @param texts the text of each message, line ends normalised
 * @param format what is to come back
 * @param forms all schemas that came with the request
 * @param maxTokens the limit for the reply, in tokens
 */
record ChatRequest(String model, List<String> texts, OutputFormat format, List<Form> forms, OptionalInt maxTokens) {

    /** Characters of all messages. */
    int characters() {
        return texts.stream().mapToInt(String::length).sum();
    }
}
