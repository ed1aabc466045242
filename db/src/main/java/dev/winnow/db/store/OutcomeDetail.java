package dev.winnow.db.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.validation.Violation;
import java.util.Optional;

/** What stands beside an outcome in {@code winnow.extraction.detail}. */
final class OutcomeDetail {

    private OutcomeDetail() {}

    static Optional<String> of(Outcome outcome) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        if (outcome instanceof Outcome.Invalid invalid) {
            ArrayNode violations = detail.putArray("violations");
            for (Violation violation : invalid.violations()) {
                violations
                        .addObject()
                        .put("path", storable(violation.path()))
                        .put("rule", storable(violation.rule()))
                        .put("message", storable(violation.message()));
            }
        } else if (outcome instanceof Outcome.Refused refused) {
            detail.put("refusal", storable(refused.words()));
        } else if (outcome instanceof Outcome.Unmatched unmatched
                && !unmatched.reason().isEmpty()) {
            detail.put("reason", storable(unmatched.reason()));
        } else if (outcome instanceof Outcome.TooLong tooLong) {
            detail.put("reason", storable(tooLong.reason()));
        } else if (outcome instanceof Outcome.Failed failed) {
            detail.put("reason", storable(failed.reason()));
        } else if (outcome instanceof Outcome.Truncated truncated) {
            detail.put("maxOutputTokens", truncated.maxOutputTokens());
        }
        return detail.isEmpty() ? Optional.empty() : Optional.of(detail.toString());
    }

    /** What PostgreSQL cannot hold, replaced: NUL and halves of surrogate pairs. */
    private static String storable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                        ? '\uFFFD'
                        : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
