package dev.winnow.simulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.api.OutputFormat.Form;
import java.util.List;
import java.util.OptionalInt;

/**
 * A request of either API, checked in its shape.
 *
 * @param body the request as it was sent
 * @param texts the text of instructions and of each message, line ends normalised
 * @param format what is to come back
 * @param forms all schemas that came with the request
 * @param maxTokens the limit for the reply, in tokens
 */
public record ModelRequest(
        ObjectNode body,
        String model,
        List<String> texts,
        OutputFormat format,
        List<Form> forms,
        OptionalInt maxTokens) {

    /** Characters of all messages. */
    public int characters() {
        return texts.stream().mapToInt(String::length).sum();
    }
}
