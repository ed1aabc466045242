package dev.winnow.core.type;

import java.lang.reflect.Modifier;
import java.time.MonthDay;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.Map;

/** What to use for a type that has no place in a record type, and why. */
final class Instead {

    private Instead() {}

    static String of(Class<?> raw) {
        if (raw == byte[].class) {
            return "a model gives text, not bytes: use a String";
        } else if (raw.isArray()) {
            return "use a List";
        } else if (raw == Object.class || raw == Record.class || raw == Enum.class || raw == Comparable.class) {
            return "it says nothing about the value: use a String, a number, a record or a sealed interface of records";
        } else if (raw == ZonedDateTime.class || raw == OffsetTime.class) {
            return "use OffsetDateTime, or a local time and a String for the zone";
        } else if (Date.class.isAssignableFrom(raw) || Calendar.class.isAssignableFrom(raw)) {
            return "use LocalDate, LocalDateTime or Instant";
        } else if (raw == MonthDay.class) {
            return "use two ints";
        } else if (Map.class.isAssignableFrom(raw)) {
            return "use Map";
        } else if (Collection.class.isAssignableFrom(raw) || raw == Iterable.class) {
            return "use List or Set";
        } else if (CharSequence.class.isAssignableFrom(raw)) {
            return "use String";
        } else if (Number.class.isAssignableFrom(raw)) {
            return "use int, long, BigInteger, BigDecimal or double";
        } else if (raw.isInterface() || Modifier.isAbstract(raw.getModifiers())) {
            return "use a sealed interface of records";
        }
        return "use a record, a String, a number, a date, an enum, or a List, Set or Map of these";
    }
}
