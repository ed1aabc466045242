package dev.winnow.db.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
class SameValueTest {

    record Part(BigDecimal price, @Nullable String word) {}

    record Whole(
            List<Part> parts,
            LinkedHashSet<String> words,
            Map<String, BigDecimal> prices,
            Optional<BigDecimal> discount,
            Object single) {}

    private static Whole whole(String price, @Nullable String word, Object single) {
        BigDecimal number = new BigDecimal(price);
        return new Whole(
                List.of(new Part(number, word)),
                new LinkedHashSet<>(List.of("a")),
                Map.of("a", number),
                Optional.of(number),
                single);
    }

    private static boolean same(Object one, Object other) {
        return SameValue.of(whole("1", "w", one), whole("1.00", "w", other));
    }

    @Test
    void isWhatTheTablesKeep() {
        assertThat(same("x", "x")).isTrue();
        assertThat(same(LocalTime.parse("10:00:00.123456789"), LocalTime.parse("10:00:00.123456")))
                .isTrue();
        assertThat(same(
                        LocalDateTime.parse("2025-11-03T10:00:00.123456789"),
                        LocalDateTime.parse("2025-11-03T10:00:00.123456")))
                .isTrue();
        assertThat(same(
                        OffsetDateTime.parse("2025-11-03T10:00:00.123456789+01:00"),
                        OffsetDateTime.parse("2025-11-03T10:00:00.123456+01:00")))
                .isTrue();
        assertThat(same(Instant.parse("2025-11-03T10:00:00.123456789Z"), Instant.parse("2025-11-03T10:00:00.123456Z")))
                .isTrue();
        assertThat(same(Duration.parse("PT1.123456789S"), Duration.parse("PT1.123456S")))
                .isTrue();
        assertThat(same(Period.parse("P14M"), Period.parse("P1Y2M"))).isTrue();
    }

    @Test
    void isNothingElse() {
        assertThat(same("x", "y")).isFalse();
        assertThat(same(LocalDate.parse("2025-11-03"), LocalDate.parse("2025-11-04")))
                .isFalse();
        assertThat(SameValue.of(whole("1", "w", "x"), whole("1.01", "w", "x"))).isFalse();
        assertThat(SameValue.of(whole("1", null, "x"), whole("1", "w", "x"))).isFalse();
        assertThat(SameValue.of(List.of("a"), List.of("a", "b"))).isFalse();
        assertThat(SameValue.of(Map.of("a", 1), Map.of("b", 1))).isFalse();
        assertThat(SameValue.of(Optional.of("a"), Optional.empty())).isFalse();
    }
}
