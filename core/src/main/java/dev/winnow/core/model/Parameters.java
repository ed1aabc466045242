package dev.winnow.core.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The parameters of a call that decide the answer.
 *
 * @param maxOutputTokens {@code max_completion_tokens}, at least 1
 * @param temperature 0 to 2, or empty where the model does not take it
 */
public record Parameters(int maxOutputTokens, Optional<BigDecimal> temperature) {

    /** Refuses an output limit below 1. */
    public Parameters {
        if (maxOutputTokens < 1) {
            throw new IllegalArgumentException("maxOutputTokens must be at least 1");
        }
    }

    /** The same with another output limit. */
    public Parameters withMaxOutputTokens(int limit) {
        return new Parameters(limit, temperature);
    }
}
