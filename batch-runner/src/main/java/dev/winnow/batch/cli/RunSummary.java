package dev.winnow.batch.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.outcome.OutcomeKind;
import dev.winnow.db.store.Restored;
import dev.winnow.db.store.RunReport;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run came to, for people, for scripts and as exit code.
 *
 * @param reason why it stopped early
 * @param restored what became of documents read earlier that had no row
 * @param cutOff calls in flight whose replies were not waited for
 */
record RunSummary(
        RunReport report, Duration took, Optional<String> reason, UnreadFiles unread, Restored restored, int cutOff) {

    private static final int MILLIS = 1_000;

    int exitCode() {
        if (reason.isPresent() || report.pending() > 0) {
            return ExitCodes.STOPPED;
        }
        boolean all = number(OutcomeKind.EXTRACTED) == report.documents() && restored.unfitDocuments() == 0;
        return all ? ExitCodes.DONE : ExitCodes.OTHER_OUTCOMES;
    }

    boolean hasRows() {
        return number(OutcomeKind.EXTRACTED) > 0;
    }

    boolean foundNothing() {
        return report.documents() == 0 && reason.isEmpty();
    }

    /** Whether a document that could be read has no answer. */
    boolean lacksAnswers() {
        return report.pending() + number(OutcomeKind.FAILED) > unread.number();
    }

    private long number(OutcomeKind outcome) {
        return report.outcomes().getOrDefault(outcome.name(), 0L);
    }

    void print(PrintWriter out, PrintWriter err) {
        String outcomes = report.outcomes().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        out.printf(
                Locale.ROOT,
                "run %d: %d %s as %s: %s%s%n",
                report.run(),
                report.documents(),
                report.documents() == 1 ? "document" : "documents",
                String.join(", ", report.types()),
                outcomes.isEmpty() ? "none with an outcome" : outcomes,
                report.pending() > 0 ? ", " + report.pending() + " pending" : "");
        out.printf(
                Locale.ROOT,
                "%d calls, %d input and %d output tokens, %s, %.1f s%n",
                report.calls(),
                report.inputTokens(),
                report.outputTokens(),
                usd().map(cost -> "USD " + cost).orElse("cost unknown"),
                took.toMillis() / (double) MILLIS);
        out.flush();
        unread.print(err);
        if (restored.rows() > 0) {
            err.println(restored.rows() + (restored.rows() == 1 ? " row was" : " rows were")
                    + " missing and written again from earlier extractions.");
        }
        if (report.keptFromOtherRecipe() > 0) {
            err.println(Counted.of(report.keptFromOtherRecipe(), "document")
                    + (report.keptFromOtherRecipe() == 1
                            ? " was read by another model or declaration and is kept;"
                            : " were read by another model or declaration and are kept;")
                    + " --redo reads them again.");
        }
        reason.ifPresent(why -> err.println("Stopped: " + why + "."));
        if (cutOff > 0) {
            err.println(Counted.of(cutOff, "call")
                    + (cutOff == 1 ? " was" : " were")
                    + " cut off: paid for perhaps, counted at what was reserved, and to be made again.");
        }
        if (report.pending() > 0) {
            err.println(Counted.of(report.pending(), "document") + (report.pending() == 1 ? " is" : " are")
                    + " pending; the same command continues.");
        }
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("run", report.run());
        report.types().forEach(json.putArray("types")::add);
        json.put("documents", report.documents());
        json.set("outcomes", StrictJson.mapper().valueToTree(report.outcomes()));
        json.put("pending", report.pending()).put("calls", report.calls()).put("journal_hits", report.journalHits());
        json.put("rows_restored", restored.rows()).put("unfit", restored.unfitDocuments());
        json.putObject("tokens")
                .put("input", report.inputTokens())
                .put("cached", report.cachedTokens())
                .put("output", report.outputTokens());
        json.putObject("cost").put("usd", usd().orElse(null));
        return json.put("seconds", BigDecimal.valueOf(took.toMillis(), 3));
    }

    /** At least two decimals, and more where there are any. */
    private Optional<String> usd() {
        return report.costUsd().map(cost -> {
            BigDecimal plain = cost.stripTrailingZeros();
            return plain.setScale(Math.max(2, plain.scale()), RoundingMode.UNNECESSARY)
                    .toPlainString();
        });
    }
}
