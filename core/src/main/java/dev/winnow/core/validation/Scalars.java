package dev.winnow.core.validation;

import dev.winnow.core.type.ScalarKind;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.util.Currency;
import java.util.EnumMap;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** How each kind of single value is read. */
final class Scalars {

    private static final Duration LONGEST = Duration.ofHours(2_000_000_000);
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");

    private static final Map<ScalarKind, Reading> READINGS = new EnumMap<>(ScalarKind.class);

    static {
        for (ScalarKind kind : ScalarKind.values()) {
            READINGS.put(kind, make(kind));
        }
    }

    private Scalars() {}

    static Reading of(ScalarKind kind) {
        Reading reading = READINGS.get(kind);
        if (reading == null) {
            throw new AssertionError(kind);
        }
        return reading;
    }

    private static Reading make(ScalarKind kind) {
        return switch (kind) {
            case STRING -> Texts::free;
            case BOOLEAN ->
                (json, walk) -> json.isBoolean() ? json.booleanValue() : walk.broken("Type", "must be true or false");
            case BYTE -> Numbers.BYTE;
            case SHORT -> Numbers.SHORT;
            case INT -> Numbers.INT;
            case LONG -> Numbers.LONG;
            case BIG_INTEGER -> Numbers.BIG_INTEGER;
            case DECIMAL -> Numbers.DECIMAL;
            case FLOAT -> Numbers.FLOAT;
            case DOUBLE -> Numbers.DOUBLE;
            case YEAR -> Numbers.YEAR;
            default -> Texts.formed(kind, parser(kind));
        };
    }

    private static Function<String, Object> parser(ScalarKind kind) {
        return switch (kind) {
            case CHARACTER -> Scalars::character;
            case LOCAL_DATE -> text -> fromYearOne(LocalDate.parse(text), text);
            case LOCAL_TIME -> LocalTime::parse;
            case LOCAL_DATE_TIME -> text -> fromYearOne(LocalDateTime.parse(text), text);
            case OFFSET_DATE_TIME -> Scalars::offsetDateTime;
            case INSTANT -> text -> offsetDateTime(text).toInstant();
            case DURATION -> Scalars::duration;
            case PERIOD -> Scalars::period;
            case YEAR_MONTH -> text -> fromYearOne(YearMonth.parse(text), text);
            case CURRENCY -> Currency::getInstance;
            case LOCALE -> Scalars::locale;
            case URI -> URI::create;
            case UUID -> UUID::fromString;
            default -> throw new AssertionError(kind);
        };
    }

    /** The forms have years of four digits, so that 0000 is all there is before year 1. */
    private static <T> T fromYearOne(T value, String text) {
        if (text.startsWith("0000")) {
            throw new DateTimeException("no such year");
        }
        return value;
    }

    /** The form takes a surrogate pair as well: engines count those as one character. */
    private static char character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("two UTF-16 units");
        }
        return text.charAt(0);
    }

    private static OffsetDateTime offsetDateTime(String text) {
        OffsetDateTime value = fromYearOne(OffsetDateTime.parse(text), text);
        Instant instant = value.toInstant();
        if (instant.isBefore(FIRST) || !instant.isBefore(AFTER_LAST)) {
            throw new ArithmeticException("has another year in UTC");
        }
        return value;
    }

    private static Duration duration(String text) {
        Duration value = Duration.parse(text);
        if (value.abs().compareTo(LONGEST) > 0) {
            throw new ArithmeticException("too long for PostgreSQL's interval");
        }
        return value;
    }

    private static Period period(String text) {
        Period value = Period.parse(text);
        Math.toIntExact(value.toTotalMonths());
        return value;
    }

    private static Locale locale(String text) {
        try {
            new Locale.Builder().setLanguageTag(text);
            return Locale.forLanguageTag(text);
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException("not well formed", e);
        }
    }
}
