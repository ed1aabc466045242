package dev.winnow.batch.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.batch.job.PlanTally;
import dev.winnow.core.model.Target;
import dev.winnow.core.model.Usage;
import dev.winnow.db.store.PlanLookups.Averages;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What is to be expected of the documents that begin at one stage of the route.
 *
 * @param averages of calls of the same kind; empty where there were none
 * @param basis where the averages come from
 * @param tokensPerMinute what the configuration says the endpoint takes
 */
record PlanPart(
        PlanTally.Part part,
        Optional<Averages> averages,
        Basis basis,
        Optional<Long> tokensPerMinute,
        int maxInFlight) {

    /** What an expectation rests on. */
    enum Basis {
        /** Earlier calls of the same record types, endpoint and model. */
        JOURNAL,
        /** The calls of the sample alone. */
        SAMPLE,
        /** Nothing is known: each reply is taken to be as long as allowed. */
        OUTPUT_LIMIT
    }

    private static final double SECONDS_A_MINUTE = 60;
    private static final double MILLIS = 1_000;

    private Target target() {
        return part.stage().target();
    }

    long documents() {
        return part.documents();
    }

    /** Of the first calls, as counted. */
    long inputTokens() {
        return part.weight().inputTokens();
    }

    long expectedInputTokens() {
        return inputTokens()
                + Math.round(
                        documents() * averages.map(Averages::extraInputTokens).orElse(0.0));
    }

    long expectedOutputTokens() {
        return Math.round(documents() * outputOfOne());
    }

    private double outputOfOne() {
        return averages.map(Averages::outputTokens)
                .orElseGet(() -> (double) target().parameters().maxOutputTokens());
    }

    /** Empty where a price is unknown. */
    Optional<BigDecimal> expectedUsd() {
        long extra = expectedInputTokens() - inputTokens();
        Optional<BigDecimal> more = target().model().cost(new Usage(extra, 0, expectedOutputTokens()));
        return part.weight().inputUsd().flatMap(input -> more.map(input::add));
    }

    /** What the first calls may cost at most; empty where a price is unknown. */
    Optional<BigDecimal> mostUsd() {
        return part.weight().most();
    }

    private Optional<Double> byLatency() {
        double calls = documents() * averages.map(Averages::calls).orElse(1.0);
        return averages.map(known -> Math.ceil(calls / maxInFlight) * known.latencyMillis() / MILLIS);
    }

    private Optional<Double> byTokensPerMinute() {
        return tokensPerMinute.map(most -> (expectedInputTokens() + expectedOutputTokens()) * SECONDS_A_MINUTE / most);
    }

    /** How long it takes as fast as the endpoint is known to answer; empty where that is not known. */
    OptionalLong seconds() {
        return Stream.of(byLatency(), byTokensPerMinute())
                .flatMap(Optional::stream)
                .mapToLong(seconds -> (long) Math.ceil(seconds))
                .max();
    }

    /** What the time rests on; only to be asked where it is known. */
    String timeBasis() {
        Optional<Double> byLatency = byLatency();
        boolean byTokens = byTokensPerMinute()
                .filter(seconds -> byLatency.isEmpty() || seconds > byLatency.get())
                .isPresent();
        return byTokens ? "by the configured tokens-per-minute" : "by the latency seen so far";
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("endpoint", target().endpoint().name())
                .put("model", target().model().name())
                .put("documents", documents())
                .put("input_tokens", inputTokens())
                .put("expected_input_tokens", expectedInputTokens())
                .put("expected_output_tokens", expectedOutputTokens())
                .put("basis", basis.name())
                .put("documents_known", averages.map(Averages::documents).orElse(0L))
                .put("estimate_error", averages.flatMap(Averages::estimateError).orElse(null));
        json.putObject("usd")
                .put("expected", expectedUsd().map(PlanPart::cents).orElse(null))
                .put("first_calls_at_most", mostUsd().map(PlanPart::cents).orElse(null));
        seconds().ifPresentOrElse(seconds -> json.put("seconds", seconds), () -> json.putNull("seconds"));
        return json;
    }

    /** To four digits after the point, rounded up. */
    static BigDecimal cents(BigDecimal usd) {
        return usd.setScale(4, RoundingMode.UP);
    }

    private String known() {
        return Counted.of(averages.map(Averages::documents).orElse(0L), "document");
    }

    String line() {
        String why = switch (basis) {
            case JOURNAL -> "by " + known() + " asked before";
            case SAMPLE -> "by the sample of " + known();
            case OUTPUT_LIMIT -> "the most the output limit allows, for nothing is known; --sample N asks some";
        };
        return "  " + target() + ": " + Counted.of(documents(), "document") + ", " + inputTokens()
                + " input tokens, expected "
                + expectedOutputTokens() + " output tokens (" + why + ")"
                + averages.flatMap(Averages::estimateError)
                        .map(error -> "; so far the count of input tokens was off by "
                                + error.movePointRight(2).stripTrailingZeros().toPlainString() + "%")
                        .orElse("");
    }
}
