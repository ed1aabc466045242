package dev.winnow.batch.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.batch.job.PlanTally;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a run over the input would come to.
 *
 * @param sample the run of the sample, where there was one
 */
record PlanReport(List<String> types, PlanTally tally, List<PlanPart> parts, Optional<RunSummary> sample) {

    int exitCode() {
        if (sample.isPresent() && sample.get().exitCode() == ExitCodes.STOPPED) {
            return ExitCodes.STOPPED;
        }
        return tally.allWell() ? ExitCodes.DONE : ExitCodes.OTHER_OUTCOMES;
    }

    private List<PlanPart> asked() {
        return parts.stream().filter(part -> part.documents() > 0).toList();
    }

    /** Unknown as soon as one part is. */
    private Optional<BigDecimal> sum(Function<PlanPart, Optional<BigDecimal>> usd) {
        return asked().stream()
                .map(usd)
                .reduce(Optional.of(BigDecimal.ZERO), (one, other) -> one.flatMap(a -> other.map(a::add)))
                .map(PlanPart::cents);
    }

    /** Stages are asked at the same time, but share the calls in flight: the sum is the longest it takes. */
    private OptionalLong seconds() {
        return asked().stream().allMatch(part -> part.seconds().isPresent())
                ? OptionalLong.of(asked().stream()
                        .mapToLong(part -> part.seconds().orElseThrow())
                        .sum())
                : OptionalLong.empty();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        types.forEach(json.putArray("types")::add);
        json.put("documents", tally.documents());
        ObjectNode outcomes = json.putObject("answered");
        tally.outcomes().forEach((outcome, number) -> outcomes.put(outcome.name(), number));
        json.put("other_recipe", tally.otherRecipe())
                .put("replies_in_journal", tally.replies())
                .put("too_long", tally.tooLong())
                .put("unreadable", tally.unreadable())
                .put("to_ask", tally.due());
        ArrayNode route = json.putArray("route");
        parts.forEach(part -> route.add(part.json()));
        json.put("input_tokens", parts.stream().mapToLong(PlanPart::inputTokens).sum());
        json.put(
                "expected_output_tokens",
                parts.stream().mapToLong(PlanPart::expectedOutputTokens).sum());
        json.putObject("usd")
                .put("expected", sum(PlanPart::expectedUsd).orElse(null))
                .put("first_calls_at_most", sum(PlanPart::mostUsd).orElse(null));
        seconds().ifPresentOrElse(seconds -> json.put("seconds", seconds), () -> json.putNull("seconds"));
        sample.ifPresent(run -> json.set("sample", run.json()));
        return json;
    }

    void print(PrintWriter out) {
        out.println(Counted.of(tally.documents(), "document") + " as " + String.join(", ", types) + ": " + tally.due()
                + " to ask" + earlier());
        asked().forEach(part -> out.println(part.line()));
        if (tally.due() > 0) {
            out.println("expected " + usd(sum(PlanPart::expectedUsd)) + ", " + time() + "; the first calls at most "
                    + usd(sum(PlanPart::mostUsd)));
        }
        out.flush();
    }

    private String earlier() {
        String outcomes = tally.outcomes().entrySet().stream()
                .map(entry -> ", " + entry.getValue() + " already " + entry.getKey())
                .collect(Collectors.joining());
        return outcomes
                + counted(tally.otherRecipe(), "read by another model or declaration and kept")
                + counted(tally.replies(), "with their reply in the journal")
                + counted(tally.tooLong(), "too long")
                + counted(tally.unreadable(), "that cannot be read");
    }

    private static String counted(long number, String what) {
        return number == 0 ? "" : ", " + number + " " + what;
    }

    private static String usd(Optional<BigDecimal> amount) {
        return amount.map(usd -> "USD " + usd.toPlainString()).orElse("an unknown cost");
    }

    private String time() {
        OptionalLong seconds = seconds();
        if (seconds.isEmpty()) {
            return "time unknown until some are asked";
        }
        Duration time = Duration.ofSeconds(seconds.getAsLong());
        String about = time.toHours() > 0
                ? "about " + time.toHours() + " h " + time.toMinutesPart() + " min"
                : "about " + (time.toMinutes() > 0 ? time.toMinutes() + " min " : "") + time.toSecondsPart() + " s";
        String basis =
                asked().stream().map(PlanPart::timeBasis).distinct().sorted().collect(Collectors.joining(" and "));
        return about + " (" + basis + "; limits that only the server knows may make it longer)";
    }
}
