package dev.winnow.db.projection;

import dev.winnow.core.type.Extracted;
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
import java.util.Currency;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A component of every kind of single value. */
@Extracted(value = "kinds", instructions = "instructions.md")
public record AllKinds(
        @Nullable String string,
        @Nullable Character character,
        @Nullable Byte aByte,
        @Nullable Short aShort,
        @Nullable Integer anInt,
        @Nullable Long aLong,
        @Nullable BigInteger bigInteger,
        @Nullable BigDecimal decimal,
        @Nullable Float aFloat,
        @Nullable Double aDouble,
        @Nullable Boolean aBoolean,
        @Nullable LocalDate localDate,
        @Nullable LocalTime localTime,
        @Nullable LocalDateTime localDateTime,
        @Nullable OffsetDateTime offsetDateTime,
        @Nullable Instant instant,
        @Nullable Duration duration,
        @Nullable Period period,
        @Nullable Year year,
        @Nullable YearMonth yearMonth,
        @Nullable Currency currency,
        @Nullable Locale locale,
        @Nullable URI uri,
        @Nullable UUID uuid,
        OptionalInt optionalInt,
        OptionalLong optionalLong,
        OptionalDouble optionalDouble,
        @Nullable Roman roman) {

    /** Written as whole numbers. */
    enum Roman {
        I(1),
        X(10);

        private final int value;

        Roman(int value) {
            this.value = value;
        }

        @com.fasterxml.jackson.annotation.JsonValue
        int value() {
            return value;
        }
    }
}
