package dev.winnow.core.model;

/**
 * Tokens of a call as the server counted them.
 *
 * @param input all input tokens, cached ones included
 * @param cached input tokens read from the provider's prompt cache
 * @param output all output tokens, reasoning included
 */
public record Usage(long input, long cached, long output) {

    /** No tokens. */
    public static final Usage NONE = new Usage(0, 0, 0);

    /** The sum of both. */
    public Usage plus(Usage other) {
        return new Usage(input + other.input, cached + other.cached, output + other.output);
    }
}
