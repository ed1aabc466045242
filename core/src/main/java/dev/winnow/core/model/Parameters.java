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

    private static final String NO_REASONING = "none";

    /** Refuses an output limit below 1. */
    public Parameters {
        if (maxOutputTokens < 1) {
            throw new IllegalArgumentException("maxOutputTokens must be at least 1");
        }
    }

    /** What {@code model} takes: temperature 0 where it takes one, the reasoning effort of its own choice. */
    public static Parameters of(ModelProfile model, int maxOutputTokens) {
        return of(model, maxOutputTokens, Optional.empty());
    }

    /** What {@code model} takes beside {@code reasoningEffort}: temperature 0 where it takes one with that. */
    public static Parameters of(ModelProfile model, int maxOutputTokens, Optional<String> reasoningEffort) {
        boolean sent = switch (model.temperature()) {
            case SENT -> true;
            case ONLY_WITHOUT_REASONING -> reasoningEffort.equals(Optional.of(NO_REASONING));
            case OMITTED -> false;
        };
        return new Parameters(maxOutputTokens, sent ? Optional.of(BigDecimal.ZERO) : Optional.empty(), reasoningEffort);
    }

    /** The same with another output limit. */
    public Parameters withMaxOutputTokens(int limit) {
        return new Parameters(limit, temperature, reasoningEffort);
    }
}
