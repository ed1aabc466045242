package dev.winnow.db.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.type.RecordType;
import dev.winnow.db.projection.AllKinds.Roman;
import dev.winnow.db.table.DriftCheck;
import dev.winnow.db.table.TestDatabase;
import dev.winnow.db.table.TestPostgres;
import java.lang.reflect.RecordComponent;
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
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of single value at its extremes: written, read back, and what its column takes besides. */
@ExtendWith(TestPostgres.class)
class AllKindsTest {

    private static final RecordType<AllKinds> TYPE = RecordType.of(AllKinds.class);
    private static final Projection PROJECTION = Projection.of(TYPE);

    static Stream<Object> extremes() {
        return Stream.of(
                "",
                " ",
                "😀\t'\"\\\n\r${x} {y} ?",
                "NULL",
                'x',
                '\'',
                '\\',
                Byte.MIN_VALUE,
                Byte.MAX_VALUE,
                Short.MIN_VALUE,
                Short.MAX_VALUE,
                Integer.MIN_VALUE,
                Integer.MAX_VALUE,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                new BigInteger("-1234567890123456789012345"),
                BigInteger.TEN.pow(400),
                new BigDecimal("1234567890123456789012345.60"),
                new BigDecimal("-1E+50"),
                new BigDecimal("1E-999"),
                Float.MIN_VALUE,
                -Float.MAX_VALUE,
                0.1f,
                Double.MIN_VALUE,
                -Double.MAX_VALUE,
                0.1,
                0.1 + 0.2,
                1e23,
                true,
                false,
                LocalDate.of(1, 1, 1),
                LocalDate.of(9999, 12, 31),
                LocalTime.MIDNIGHT,
                LocalTime.of(23, 59, 59, 999_999_000),
                LocalDateTime.of(1, 1, 1, 0, 0),
                LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
                OffsetDateTime.parse("0001-01-01T00:00:00+18:00"),
                OffsetDateTime.parse("9999-12-31T23:59:59.999999-18:00"),
                OffsetDateTime.parse("2024-03-31T02:30:00+05:45"),
                OffsetDateTime.parse("2024-03-31T02:30:00Z"),
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("9999-12-31T23:59:59.999999Z"),
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                Duration.ZERO,
                Duration.ofSeconds(-1, 999_000),
                Duration.ofDays(100_000_000).plusNanos(1_000),
                Duration.parse("P400DT25H61M61.000001S"),
                Duration.parse("PT-0.5S"),
                Period.ZERO,
                Period.of(1, 2, 3),
                Period.of(-1, -2, 40),
                Period.of(0, 0, -1),
                Period.ofYears(100_000_000),
                Year.of(1),
                Year.of(9999),
                YearMonth.of(1, 1),
                YearMonth.of(9999, 12),
                Currency.getInstance("EUR"),
                Currency.getInstance("XXX"),
                Locale.ENGLISH,
                Locale.GERMAN,
                URI.create(""),
                URI.create("mailto:a@b.c"),
                URI.create("https://user@[::1]:80/p%20q?x='y'#z"),
                UUID.fromString("0000000a-000b-000c-000d-00000000000e"),
                OptionalInt.of(Integer.MIN_VALUE),
                OptionalLong.of(Long.MIN_VALUE),
                OptionalDouble.of(0.5),
                Roman.X);
    }

    @ParameterizedTest
    @MethodSource("extremes")
    void aValueIsReadAsItWasWritten(Object value, TestDatabase database) throws Exception {
        for (String zone : List.of("UTC", "Asia/Kathmandu", "America/New_York")) {
            database.execute("SET LOCAL TIME ZONE '" + zone + "'; SET LOCAL intervalstyle = 'iso_8601'");
            assertThat(readBack(database.withOnce(TYPE), kinds(value)))
                    .usingRecursiveComparison()
                    .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                    .isEqualTo(kinds(value));
        }
    }

    @Test
    void nothingIsReadAsNothing(TestDatabase database) throws Exception {
        assertThat(readBack(database.with(TYPE), kinds(this))).isEqualTo(kinds(this));
    }

    @Test
    void timesAreCutNeverRounded(TestDatabase database) throws Exception {
        database.with(TYPE);
        assertThat(readBack(database, kinds(LocalTime.MAX)).localTime())
                .isEqualTo(LocalTime.of(23, 59, 59, 999_999_000));
        assertThat(readBack(database, kinds(LocalDateTime.parse("2024-12-31T23:59:59.999999999")))
                        .localDateTime())
                .isEqualTo(LocalDateTime.parse("2024-12-31T23:59:59.999999"));
        assertThat(readBack(database, kinds(OffsetDateTime.parse("2024-12-31T23:59:59.999999999+01:00")))
                        .offsetDateTime())
                .isEqualTo(OffsetDateTime.parse("2024-12-31T23:59:59.999999+01:00"));
        assertThat(readBack(database, kinds(Duration.ofNanos(1_999))).duration())
                .isEqualTo(Duration.ofNanos(1_000));
        assertThat(readBack(database, kinds(Duration.ofNanos(-1))).duration()).isEqualTo(Duration.ofNanos(-1_000));
    }

    @Test
    void monthsAndYearsOfAPeriodAreOneNumber(TestDatabase database) throws Exception {
        assertThat(readBack(database.with(TYPE), kinds(Period.of(1, 14, 40))).period())
                .isEqualTo(Period.of(2, 2, 40));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void numbersWithoutAValueAreRefused(double value, TestDatabase database) throws Exception {
        database.with(TYPE);
        assertThat(database.refusal(() -> write(database, kinds(value)))).contains("kinds_a_double_finite");
        assertThat(database.refusal(() -> write(database, kinds((float) value))))
                .contains("22000");
    }

    static Stream<Object> outOfReach() {
        return Stream.of(
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MIN_VALUE),
                Period.ofYears(Integer.MAX_VALUE),
                Instant.MAX,
                LocalDate.MAX,
                LocalDateTime.MIN,
                OffsetDateTime.MAX);
    }

    @ParameterizedTest
    @MethodSource("outOfReach")
    void timesThatNoColumnHoldsAreRefusedLikeAnyRow(Object value, TestDatabase database) throws Exception {
        database.with(TYPE);
        assertThat(database.refusal(() -> write(database, kinds(value))))
                .hasValueSatisfying(state -> assertThat(state).isIn("22008", "22015"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            character = 'xy';         kinds_character_length
            character = '';           kinds_character_length
            a_byte = 128;             kinds_a_byte_range
            a_byte = -129;            kinds_a_byte_range
            big_integer = 0.5;        kinds_big_integer_whole
            a_double = 'NaN';         kinds_a_double_finite
            a_float = '-Infinity';    kinds_a_float_finite
            offset_date_time = now(); kinds_offset_date_time_offset_presence
            offset_date_time_offset = '1h'; kinds_offset_date_time_offset_presence
            offset_date_time = now(), offset_date_time_offset = '-18:01'; kinds_offset_date_time_offset_range
            year = 0;                 kinds_year_range
            year = 10000;             kinds_year_range
            year_month = '2024-02-02'; kinds_year_month_first_day
            currency = 'eur';         kinds_currency_form
            currency = 'EURO';        kinds_currency_form
            roman = 2;                kinds_roman_choice
            a_short = 32768;          22003
            uuid = 'x';               22P02
            """)
    void columnsTakeNothingElse(String set, String refusal, TestDatabase database) throws Exception {
        write(database.with(TYPE), kinds(this));
        assertThat(database.refusal(() -> database.execute("UPDATE records.kinds SET " + set)))
                .contains(refusal);
    }

    @Test
    void theTablesAreAsDeclared(TestDatabase database) throws Exception {
        assertThat(DriftCheck.check(database.with(TYPE).connection(), TYPE)).isEmpty();
    }

    static AllKinds readBack(TestDatabase database, AllKinds value) throws Exception {
        write(database, value);
        List<ProjectedRecord> read = PROJECTION.read(database.connection(), List.of("a", "unknown"));
        assertThat(read).hasSize(1);
        return (AllKinds) read.get(0).value();
    }

    private static void write(TestDatabase database, AllKinds value) throws java.sql.SQLException {
        PROJECTION.write(database.connection(), List.of(new ProjectedRecord("a", 1, 1, value)));
    }

    /** A record with that value in the components of its class, and nothing else. */
    private static AllKinds kinds(Object value) {
        @Nullable
        Object[] values = Arrays.stream(AllKinds.class.getRecordComponents())
                .map(component -> component.getType() == value.getClass() ? value : nothing(component))
                .toArray();
        try {
            return (AllKinds) AllKinds.class.getDeclaredConstructors()[0].newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object nothing(RecordComponent component) {
        return component.getType() == OptionalInt.class
                ? OptionalInt.empty()
                : component.getType() == OptionalLong.class
                        ? OptionalLong.empty()
                        : component.getType() == OptionalDouble.class ? OptionalDouble.empty() : null;
    }
}
