package dev.winnow.batch.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.batch.job.PlanTally;
import dev.winnow.core.limit.Account;
import dev.winnow.core.model.Target;
import dev.winnow.core.model.Usage;
import dev.winnow.db.store.PlanLookups.Averages;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What is to be expected of the documents that begin at one stage of the route.
 *
 * @param averages of calls of the same kind; empty where there were none
 * @param basis where the averages come from
 * @param limits what the configuration says the endpoint takes of the model
 */
record PlanPart(PlanTally.Part part, Optional<Averages> averages, Basis basis, Account limits, int maxInFlight) {

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
    private static final double SECONDS_A_DAY = 86_400;
    private static final double MILLIS = 1_000;

    /** How long it takes at least, and what says so. */
    private record Time(double seconds, String basis) {}

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

    private double calls() {
        return documents() * averages.map(Averages::calls).orElse(1.0);
    }

    private Optional<Time> byLatency() {
        return averages.map(known -> new Time(
                Math.ceil(calls() / maxInFlight) * known.latencyMillis() / MILLIS, "by the latency seen so far"));
    }

    /** Each call counts as long as the first, with the whole output limit: so do servers. */
    private double quotaTokens() {
        return documents() == 0 ? 0 : calls() * part.weight().quotaTokens() / documents();
    }

    private static Optional<Time> byLimit(Optional<Long> limit, double units, double seconds, String name) {
        return limit.map(most -> new Time(units * seconds / most, "by the configured " + name));
    }

    /** What a day takes may be used at any pace: only what is left for the next day waits. */
    private static Optional<Time> byDay(Optional<Long> limit, double units, String name) {
        return limit.filter(most -> units > most).flatMap(most -> byLimit(limit, units - most, SECONDS_A_DAY, name));
    }

    /** The longest, as fast as the endpoint is known to answer; empty where that is not known. */
    private Optional<Time> time() {
        return Stream.of(
                        byLatency(),
                        byLimit(limits.requestsPerMinute(), calls(), SECONDS_A_MINUTE, "requests-per-minute"),
                        byLimit(limits.tokensPerMinute(), quotaTokens(), SECONDS_A_MINUTE, "tokens-per-minute"),
                        byDay(limits.requestsPerDay(), calls(), "requests-per-day"),
                        byDay(limits.tokensPerDay(), quotaTokens(), "tokens-per-day"))
                .flatMap(Optional::stream)
                .max(Comparator.comparingDouble(Time::seconds));
    }

    /** How long it takes; empty where that is not known. */
    OptionalLong seconds() {
        return time().stream()
                .mapToLong(time -> (long) Math.ceil(time.seconds()))
                .findFirst();
    }

    /** What the time rests on; only to be asked where it is known. */
    String timeBasis() {
        return time().orElseThrow().basis();
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
