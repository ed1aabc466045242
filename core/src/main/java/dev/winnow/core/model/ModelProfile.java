package dev.winnow.core.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What is known about a model.
 *
 * @param contextWindow input and output tokens together
 * @param temperature whether the model takes one
 * @param prices empty where unknown: then a cost is unknown too, never 0
 */
public record ModelProfile(
        String name, Optional<Integer> contextWindow, Temperature temperature, Optional<Prices> prices) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final int COST_SCALE = 9;

    /** Whether a temperature may be sent. */
    public enum Temperature {
        /** It is sent, as 0. */
        SENT,
        /** The model refuses it, or nothing is known. */
        OMITTED
    }

    /**
     * Prices in USD for a million tokens, standard tier.
     *
     * @param source where the figures come from
     * @param date the day they were read, ISO
     */
    public record Prices(BigDecimal input, BigDecimal cached, BigDecimal output, String source, String date) {}

    /** The profile of a model nothing is known about. */
    public static ModelProfile unknown(String name) {
        return new ModelProfile(name, Optional.empty(), Temperature.OMITTED, Optional.empty());
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
