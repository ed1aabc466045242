package dev.winnow.core.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The closed list of single values a record may hold. */
public enum ScalarKind {
    /** {@code String}. */
    STRING(Json.STRING, null, String.class),
    /** {@code char}, {@code Character}: one UTF-16 unit. */
    CHARACTER(Json.STRING, TextForm.CHARACTER, char.class, Character.class),
    /** {@code byte}, {@code Byte}. */
    BYTE(Json.INTEGER, null, byte.class, Byte.class),
    /** {@code short}, {@code Short}. */
    SHORT(Json.INTEGER, null, short.class, Short.class),
    /** {@code int}, {@code Integer}. */
    INT(Json.INTEGER, null, int.class, Integer.class),
    /** {@code long}, {@code Long}. */
    LONG(Json.INTEGER, null, long.class, Long.class),
    /** {@code BigInteger}. */
    BIG_INTEGER(Json.INTEGER, null, BigInteger.class),
    /** {@code BigDecimal}. */
    DECIMAL(Json.NUMBER, null, BigDecimal.class),
    /** {@code float}, {@code Float}, finite. */
    FLOAT(Json.NUMBER, null, float.class, Float.class),
    /** {@code double}, {@code Double}, finite. */
    DOUBLE(Json.NUMBER, null, double.class, Double.class),
    /** {@code boolean}, {@code Boolean}. */
    BOOLEAN(Json.BOOLEAN, null, boolean.class, Boolean.class),
    /** {@code LocalDate}, years 1 to 9999 as of all dates. */
    LOCAL_DATE(Json.STRING, TextForm.LOCAL_DATE, LocalDate.class),
    /** {@code LocalTime}. */
    LOCAL_TIME(Json.STRING, TextForm.LOCAL_TIME, LocalTime.class),
    /** {@code LocalDateTime}. */
    LOCAL_DATE_TIME(Json.STRING, TextForm.LOCAL_DATE_TIME, LocalDateTime.class),
    /** {@code OffsetDateTime}. */
    OFFSET_DATE_TIME(Json.STRING, TextForm.OFFSET_DATE_TIME, OffsetDateTime.class),
    /** {@code Instant}, with any offset. */
    INSTANT(Json.STRING, TextForm.OFFSET_DATE_TIME, Instant.class),
    /** {@code Duration}. */
    DURATION(Json.STRING, TextForm.DURATION, Duration.class),
    /** {@code Period}. */
    PERIOD(Json.STRING, TextForm.PERIOD, Period.class),
    /** {@code Year}, 1 to 9999. */
    YEAR(Json.INTEGER, null, Year.class),
    /** {@code YearMonth}. */
    YEAR_MONTH(Json.STRING, TextForm.YEAR_MONTH, YearMonth.class),
    /** {@code Currency}. */
    CURRENCY(Json.STRING, TextForm.CURRENCY, Currency.class),
    /** {@code Locale}. */
    LOCALE(Json.STRING, TextForm.LOCALE, Locale.class),
    /** {@code URI}. */
    URI(Json.STRING, TextForm.URI, URI.class),
    /** {@code UUID}. */
    UUID(Json.STRING, TextForm.UUID, UUID.class);

    /** The JSON types of single values, as JSON Schema tells them apart. */
    public enum Json {
        /** A string. */
        STRING,
        /** A number without a fraction. */
        INTEGER,
        /** Any number. */
        NUMBER,
        /** True or false. */
        BOOLEAN
    }

    private final Json json;
    private final @Nullable TextForm form;
    private final List<Class<?>> javaTypes;

    ScalarKind(Json json, @Nullable TextForm form, Class<?>... javaTypes) {
        this.json = json;
        this.form = form;
        this.javaTypes = List.of(javaTypes);
    }

    /** The kind of {@code javaType}, or empty where it is none. */
    public static Optional<ScalarKind> of(Class<?> javaType) {
        return Arrays.stream(values())
                .filter(kind -> kind.javaTypes.contains(javaType))
                .findFirst();
    }

    /** What it is in JSON. */
    public Json json() {
        return json;
    }

    /** How it is written, where it is a text that is not free. */
    public Optional<TextForm> form() {
        return Optional.ofNullable(form);
    }

    /** The class of its values; the box where there is a primitive. */
    public Class<?> javaType() {
        return javaTypes.get(javaTypes.size() - 1);
    }
}
