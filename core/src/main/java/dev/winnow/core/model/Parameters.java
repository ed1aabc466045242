package dev.winnow.core.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The parameters of a call that decide the answer.
 *
 * @param maxOutputTokens the output limit, reasoning included, at least 1
 * @param temperature 0 to 2, or empty where the model does not take it
 * @param reasoningEffort as the model names it, or empty for its default
 */
public record Parameters(int maxOutputTokens, Optional<BigDecimal> temperature, Optional<String> reasoningEffort) {

    /** Refuses an output limit below 1. */
    public Parameters {
        if (maxOutputTokens < 1) {
            throw new IllegalArgumentException("maxOutputTokens must be at least 1");
        }
    }

    /** What {@code model} takes: temperature 0 where it takes one, the reasoning effort of its own choice. */
    public static Parameters of(ModelProfile model, int maxOutputTokens) {
        Optional<BigDecimal> temperature =
                model.temperature() == ModelProfile.Temperature.SENT ? Optional.of(BigDecimal.ZERO) : Optional.empty();
        return new Parameters(maxOutputTokens, temperature, Optional.empty());
    }

    /** The same with another output limit. */
    public Parameters withMaxOutputTokens(int limit) {
        return new Parameters(limit, temperature, reasoningEffort);
    }
}
