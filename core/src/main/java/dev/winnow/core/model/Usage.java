package dev.winnow.core.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import java.util.Set;

/**
 * Tokens of a call as the server counted them.
 *
 * @param input all input tokens, cached and written ones included
 * @param cached input tokens read from the provider's prompt cache
 * @param cacheWrite input tokens written to the provider's prompt cache
 * @param output all output tokens, reasoning included
 * @param reasoning output tokens that the model thought with; they are in no text
 */
public record Usage(long input, long cached, long cacheWrite, long output, long reasoning) {

    /** No tokens. */
    public static final Usage NONE = new Usage(0, 0, 0);

    private static final Set<String> FIELDS = Set.of("input", "cached", "cacheWrite", "output", "reasoning");

    /** Nothing written to a cache, no reasoning. */
    public Usage(long input, long cached, long output) {
        this(input, cached, 0, output, 0);
    }

    /** Journals of earlier versions do not say all: what they leave out did not occur. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Usage read(Map<String, Long> json) {
        if (!FIELDS.containsAll(json.keySet()) || json.containsValue(null)) {
            throw new IllegalArgumentException("not a usage");
        }
        return new Usage(
                json.getOrDefault("input", 0L),
                json.getOrDefault("cached", 0L),
                json.getOrDefault("cacheWrite", 0L),
                json.getOrDefault("output", 0L),
                json.getOrDefault("reasoning", 0L));
    }

    /** The sum of both. */
    public Usage plus(Usage other) {
        return new Usage(
                input + other.input,
                cached + other.cached,
                cacheWrite + other.cacheWrite,
                output + other.output,
                reasoning + other.reasoning);
    }
}
