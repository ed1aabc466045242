package dev.winnow.db.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;

/** Equal by value: numbers by size, times to the microsecond, periods with their years as months. */
final class SameJson {

    private static final List<UnaryOperator<String>> FORMS = List.of(
            text -> Instant.parse(text).truncatedTo(ChronoUnit.MICROS).toString() + text.replaceFirst(".*T[^Z+-]*", ""),
            text -> OffsetDateTime.parse(text).truncatedTo(ChronoUnit.MICROS).toString(),
            text -> LocalDateTime.parse(text).truncatedTo(ChronoUnit.MICROS).toString(),
            text -> LocalTime.parse(text).truncatedTo(ChronoUnit.MICROS).toString(),
            text -> Period.parse(text).normalized().toString(),
            text -> Duration.parse(text).truncatedTo(ChronoUnit.MICROS).toString());

    private SameJson() {}

    static boolean same(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue()) == 0;
        } else if (a.isTextual() && b.isTextual()) {
            return a.equals(b) || normal(a.asText()).equals(normal(b.asText()));
        } else if (!a.isContainerNode() || a.getNodeType() != b.getNodeType() || a.size() != b.size()) {
            return a.equals(b);
        }
        if (a.isArray()) {
            for (int i = 0; i < a.size(); i++) {
                if (!same(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return a.properties().stream()
                .allMatch(property -> b.has(property.getKey()) && same(property.getValue(), b.get(property.getKey())));
    }

    private static String normal(String text) {
        for (UnaryOperator<String> form : FORMS) {
            try {
                return form.apply(text);
            } catch (DateTimeException e) {
                // not of this form
            }
        }
        return text;
    }
}
