package dev.winnow.core.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What is known about a model.
 *
 * @param name as it is asked for
 * @param contextWindow input and output tokens together
 * @param maxOutputTokens the largest output limit it takes, reasoning included
 * @param outputLimit the parameter that carries the output limit in Chat Completions
 * @param temperature whether the model takes one
 * @param reasoningEfforts those it takes; empty where none may be sent
 * @param prices empty where unknown: then a cost is unknown too, never 0
 * @param retires the day the provider shuts it down
 */
public record ModelProfile(
        String name,
        Optional<Integer> contextWindow,
        Optional<Integer> maxOutputTokens,
        OutputLimit outputLimit,
        Temperature temperature,
        List<String> reasoningEfforts,
        Optional<Prices> prices,
        Optional<LocalDate> retires) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final int COST_SCALE = 9;

    /** Whether a temperature may be sent. */
    public enum Temperature {
        /** It is sent, as 0. */
        SENT,
        /** The model refuses it, or nothing is known. */
        OMITTED
    }

    /** The parameter of Chat Completions for the output limit. */
    public enum OutputLimit {
        /** {@code max_completion_tokens}: all of OpenAI's models. */
        MAX_COMPLETION_TOKENS,
        /** {@code max_tokens}: compatible servers that do not know the newer one. */
        MAX_TOKENS
    }

    /**
     * Prices in USD for a million tokens, standard tier.
     *
     * @param source where the figures come from
     * @param date the day they were read, ISO
     */
    public record Prices(BigDecimal input, BigDecimal cached, BigDecimal output, String source, String date) {}

    /** Copies the list. */
    public ModelProfile {
        reasoningEfforts = List.copyOf(reasoningEfforts);
    }

    /** The profile of a model nothing is known about. */
    public static ModelProfile unknown(String name) {
        return new ModelProfile(
                name,
                Optional.empty(),
                Optional.empty(),
                OutputLimit.MAX_COMPLETION_TOKENS,
                Temperature.OMITTED,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same under another name: a snapshot is asked for by its own. */
    public ModelProfile named(String other) {
        return new ModelProfile(
                other, contextWindow, maxOutputTokens, outputLimit, temperature, reasoningEfforts, prices, retires);
    }

    /** Cost in USD, scale 9, or empty where the prices are unknown. */
    public Optional<BigDecimal> cost(Usage usage) {
        return prices.map(price -> price.input()
                .multiply(BigDecimal.valueOf(usage.input() - usage.cached()))
                .add(price.cached().multiply(BigDecimal.valueOf(usage.cached())))
                .add(price.output().multiply(BigDecimal.valueOf(usage.output())))
                .divide(MILLION, COST_SCALE, RoundingMode.HALF_UP));
    }
}
