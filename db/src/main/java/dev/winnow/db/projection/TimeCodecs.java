package dev.winnow.db.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.winnow.core.type.ScalarKind;
import dev.winnow.db.projection.Codec.InColumn;
import dev.winnow.db.sql.Intervals;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.List;

/**
 * The codecs of times. They are cut to the microsecond, as PostgreSQL keeps them; the driver would round up, into the next day
 * perhaps. Intervals are bound as text and selected in parts: the driver's own class counts in floating point.
 */
final class TimeCodecs {

    /** PostgreSQL's last year; the driver would take the years near Java's last for infinity. */
    private static final int LAST_YEAR = 294_275;

    private static final InColumn<OffsetDateTime> INSTANT =
            InColumn.plain(OffsetDateTime.class, json -> utc(Instant.parse(json.textValue())));

    private static final InColumn<Integer> OFFSET = new InColumn<>(
            Integer.class,
            json -> OffsetDateTime.parse(json.textValue()).getOffset().getTotalSeconds() + " seconds",
            column -> "extract(epoch FROM " + column + ")::integer");

    /** PostgreSQL keeps years and months as one number. */
    private static final InColumn<String> PERIOD = new InColumn<>(
            String.class,
            json -> interval(Period.parse(json.textValue())),
            column -> "'P' || extract(year FROM " + column + ") || 'Y' || extract(month FROM " + column
                    + ") || 'M' || extract(day FROM " + column + ") || 'D'");

    private TimeCodecs() {}

    static Codec of(ScalarKind kind) {
        return switch (kind) {
            case LOCAL_DATE ->
                Codec.of(
                        InColumn.plain(LocalDate.class, json -> possible(LocalDate.parse(json.textValue()))),
                        day -> text(day.toString()));
            case YEAR_MONTH ->
                Codec.of(
                        InColumn.plain(
                                LocalDate.class,
                                json -> possible(
                                        YearMonth.parse(json.textValue()).atDay(1))),
                        day -> text(YearMonth.from(day).toString()));
            case LOCAL_TIME ->
                Codec.of(
                        InColumn.plain(
                                LocalTime.class,
                                json -> LocalTime.parse(json.textValue()).truncatedTo(ChronoUnit.MICROS)),
                        time -> text(DateTimeFormatter.ISO_LOCAL_TIME.format(time)));
            case LOCAL_DATE_TIME ->
                Codec.of(
                        InColumn.plain(
                                LocalDateTime.class,
                                json -> possible(LocalDateTime.parse(json.textValue()))
                                        .truncatedTo(ChronoUnit.MICROS)),
                        time -> text(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time)));
            case INSTANT -> Codec.of(INSTANT, time -> text(time.toInstant().toString()));
            case OFFSET_DATE_TIME ->
                new Codec(
                        List.of(INSTANT, OFFSET),
                        values -> withOffset((OffsetDateTime) values.get(0), (Integer) values.get(1)));
            case DURATION ->
                Codec.of(
                        new InColumn<>(
                                BigDecimal.class,
                                json -> Intervals.text(Duration.parse(json.textValue())),
                                column -> "extract(epoch FROM " + column + ")"),
                        seconds -> text(duration(seconds).toString()));
            default -> Codec.of(PERIOD, period -> text(Period.parse(period).toString()));
        };
    }

    private static String interval(Period period) {
        return period.toTotalMonths() + " months " + period.getDays() + " days";
    }

    private static OffsetDateTime utc(Instant instant) {
        return possible(instant.atOffset(ZoneOffset.UTC)).truncatedTo(ChronoUnit.MICROS);
    }

    private static JsonNode withOffset(OffsetDateTime instant, int seconds) {
        return text(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.withOffsetSameInstant(ZoneOffset.ofTotalSeconds(seconds))));
    }

    private static <T extends Temporal> T possible(T time) {
        if (Math.abs(time.get(ChronoField.YEAR)) > LAST_YEAR) {
            throw new DateTimeException("out of range");
        }
        return time;
    }

    private static Duration duration(BigDecimal seconds) {
        return Duration.of(seconds.movePointRight(6).longValueExact(), ChronoUnit.MICROS);
    }

    private static JsonNode text(String text) {
        return TextNode.valueOf(text);
    }
}
