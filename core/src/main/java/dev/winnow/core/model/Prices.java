package dev.winnow.core.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Prices in USD for a million tokens, standard tier. A price that is unknown makes a cost unknown where tokens of its kind occur.
 *
 * @param cached input read from the prompt cache; empty where unknown
 * @param cacheWrite input written to the prompt cache: the price of input where writing costs nothing more; empty where unknown
 * @param longInput the surcharge on long requests; empty for none
 * @param batch the discount of the Batch API; empty where unknown
 */
public record Prices(
        BigDecimal input,
        Optional<BigDecimal> cached,
        Optional<BigDecimal> cacheWrite,
        BigDecimal output,
        Optional<LongInput> longInput,
        Optional<Batch> batch,
        Origin origin) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final int SCALE = 9;

    // For reservations only, where a price is unknown: the highest that OpenAI documents for any model.
    // Prompt-caching guide and pricing page, texts of July 2026.
    private static final BigDecimal MOST_FOR_WRITING = new BigDecimal("1.25");
    private static final BigDecimal MOST_FOR_LONG_INPUT = BigDecimal.valueOf(2);
    private static final BigDecimal MOST_FOR_LONG_OUTPUT = new BigDecimal("1.5");

    /**
     * A surcharge on the whole request, cached input included.
     *
     * @param above it applies to more input tokens than these
     * @param inputFactor empty where a longer request has a price that is unknown
     * @param outputFactor likewise
     */
    public record LongInput(int above, Optional<BigDecimal> inputFactor, Optional<BigDecimal> outputFactor) {}

    /**
     * Factors of the Batch API.
     *
     * @param factor on input, cache writes and output
     * @param cachedFactor on cached input
     */
    public record Batch(BigDecimal factor, BigDecimal cachedFactor) {}

    /** One price for all input, no surcharge. */
    public static Prices of(BigDecimal input, BigDecimal output, Origin origin) {
        return new Prices(
                input, Optional.of(input), Optional.of(input), output, Optional.empty(), Optional.empty(), origin);
    }

    /** The same in the Batch API; empty where its discount is unknown. */
    public Optional<Prices> inBatch() {
        return batch.map(less -> new Prices(
                input.multiply(less.factor),
                cached.map(less.cachedFactor::multiply),
                cacheWrite.map(less.factor::multiply),
                output.multiply(less.factor),
                longInput,
                Optional.empty(),
                origin));
    }

    /** Cost in USD, scale 9, half up; empty where a price that it needs is unknown. */
    public Optional<BigDecimal> cost(Usage usage) {
        // a server that counts wrongly must not earn money: parts are at most the whole
        long whole = Math.max(usage.input(), 0);
        long read = Math.min(Math.max(usage.cached(), 0), whole);
        long written = Math.min(Math.max(usage.cacheWrite(), 0), whole - read);
        Optional<LongInput> surcharge = longInput.filter(more -> whole > more.above);
        Optional<BigDecimal> onInput = factor(surcharge.map(LongInput::inputFactor));
        Optional<BigDecimal> onOutput = factor(surcharge.map(LongInput::outputFactor));
        Optional<BigDecimal> reading = times(cached, read);
        Optional<BigDecimal> writing = times(cacheWrite, written);
        if (onInput.isEmpty() || onOutput.isEmpty() || reading.isEmpty() || writing.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal all = times(input, whole - read - written)
                .add(reading.get())
                .add(writing.get())
                .multiply(onInput.get())
                .add(times(output, Math.max(usage.output(), 0)).multiply(onOutput.get()));
        return Optional.of(all.divide(MILLION, SCALE, RoundingMode.HALF_UP));
    }

    /** The most that so many tokens may cost, in USD, scale 9, rounded up. */
    public BigDecimal most(long inputTokens, long outputTokens) {
        BigDecimal dearest = input.max(cacheWrite.orElseGet(() -> input.multiply(MOST_FOR_WRITING)))
                .max(cached.orElse(input));
        Optional<LongInput> surcharge = longInput.filter(more -> inputTokens > more.above);
        BigDecimal onInput = surcharge
                .map(more -> more.inputFactor.orElse(MOST_FOR_LONG_INPUT))
                .orElse(BigDecimal.ONE);
        BigDecimal onOutput = surcharge
                .map(more -> more.outputFactor.orElse(MOST_FOR_LONG_OUTPUT))
                .orElse(BigDecimal.ONE);
        return times(dearest, inputTokens)
                .multiply(onInput)
                .add(times(output, outputTokens).multiply(onOutput))
                .divide(MILLION, SCALE, RoundingMode.UP);
    }

    private static Optional<BigDecimal> factor(Optional<Optional<BigDecimal>> surcharge) {
        return surcharge.orElse(Optional.of(BigDecimal.ONE));
    }

    private static Optional<BigDecimal> times(Optional<BigDecimal> price, long tokens) {
        return tokens == 0 ? Optional.of(BigDecimal.ZERO) : price.map(known -> times(known, tokens));
    }

    private static BigDecimal times(BigDecimal price, long tokens) {
        return price.multiply(BigDecimal.valueOf(tokens));
    }
}
