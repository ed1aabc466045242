package dev.winnow.core.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.type.ScalarKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Whether a JSON value is a single value of a kind, as it stands, without coercion. */
final class ScalarCheck {

    /** Far beyond any real figure, and far below what PostgreSQL's numeric takes (131,072 digits before the point). */
    private static final int MOST_DIGITS = 1_000;

    private static final int ISO_DATE_LENGTH = "2026-11-21".length();

    /** A rule that is broken. */
    record Finding(String rule, String message) {}

    private ScalarCheck() {}

    static Optional<Finding> check(ScalarKind kind, JsonNode json) {
        return switch (kind) {
            case STRING -> json.isTextual() ? text(json.asText()) : type("must be a string");
            case BOOLEAN -> json.isBoolean() ? Optional.empty() : type("must be true or false");
            case INT -> json.isIntegralNumber() ? range(json.canConvertToInt()) : type("must be a whole number");
            case LONG -> json.isIntegralNumber() ? range(json.canConvertToLong()) : type("must be a whole number");
            case BIG_INTEGER -> json.isIntegralNumber() ? digits(json) : type("must be a whole number");
            case DECIMAL -> json.isNumber() ? digits(json) : type("must be a number");
            case DOUBLE -> json.isNumber() ? range(Double.isFinite(json.doubleValue())) : type("must be a number");
            case LOCAL_DATE -> format(json, "YYYY-MM-DD", ScalarCheck::date);
            case LOCAL_DATE_TIME -> format(json, "YYYY-MM-DDThh:mm:ss", LocalDateTime::parse);
            default -> throw new UnsupportedOperationException();
            case INSTANT -> format(json, "YYYY-MM-DDThh:mm:ssZ", Instant::parse);
            case UUID -> format(json, "a UUID", ScalarCheck::uuid);
        };
    }

    private static void date(String text) {
        if (text.length() != ISO_DATE_LENGTH) {
            throw new DateTimeException("year out of range");
        }
        if (LocalDate.parse(text).getYear() < 1) {
            throw new DateTimeException("no such year");
        }
    }

    /** Java would fill up short groups. */
    private static void uuid(String text) {
        if (!UUID.fromString(text).toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not the whole form");
        }
    }

    private static Optional<Finding> format(JsonNode json, String form, Consumer<String> parser) {
        if (!json.isTextual()) {
            return type("must be a string");
        }
        try {
            parser.accept(json.asText());
            return Optional.empty();
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.of(new Finding("Format", "must exist and be written as " + form));
        }
    }

    /** What PostgreSQL's text cannot hold: the NUL character, and halves of surrogate pairs. */
    private static Optional<Finding> text(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text)
                ? Optional.empty()
                : Optional.of(new Finding("Text", "must hold no NUL character and no half of a surrogate pair"));
    }

    private static Optional<Finding> digits(JsonNode json) {
        BigDecimal value = json.decimalValue();
        return range((long) value.precision() - value.scale() <= MOST_DIGITS && value.scale() <= MOST_DIGITS);
    }

    private static Optional<Finding> range(boolean within) {
        return within ? Optional.empty() : Optional.of(new Finding("Range", "is out of range"));
    }

    private static Optional<Finding> type(String message) {
        return Optional.of(new Finding("Type", message));
    }
}
