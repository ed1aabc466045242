package dev.winnow.core.extraction;

import dev.winnow.core.model.ModelRequest;

/** What an attempt at a document begins with. */
public sealed interface FirstCall {

    /**
     * A model is to be asked.
     *
     * @param stage which of the route, from 0
     * @param inputTokens of the request, instructions and schema included
     */
    record Due(int stage, ModelRequest request, int inputTokens) implements FirstCall {}

    /** It is too long for each stage of the route. */
    record TooLong(String reason) implements FirstCall {}

    /** Its bytes cannot be read. */
    record Unreadable(String reason) implements FirstCall {}
}
