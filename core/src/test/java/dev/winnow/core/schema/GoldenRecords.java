package dev.winnow.core.schema;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.winnow.core.type.Extracted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The record types whose schemas are kept as golden files, each in {@code schema/<name>.json}. */
final class GoldenRecords {

    private static final String INSTRUCTIONS = "/dev/winnow/core/instructions.md";

    private GoldenRecords() {}

    static List<Class<? extends Record>> all() {
        List<Class<? extends Record>> all = new ArrayList<>(List.of(
                AllKinds.class,
                NullableKinds.class,
                OptionalKinds.class,
                Lists.class,
                Names.class,
                GoldenConstraints.Numbers.class,
                GoldenConstraints.Texts.class,
                GoldenConstraints.Others.class));
        all.addAll(GoldenShapes.all());
        return all;
    }

    /** Every kind of value, in an order that no sorting gives. */
    @Extracted(value = "all_kinds", instructions = INSTRUCTIONS)
    @JsonClassDescription("One of each kind.")
    record AllKinds(
            @JsonPropertyDescription("Some text.") String zText,
            int intPrimitive,
            Integer intBox,
            long longPrimitive,
            Long longBox,
            BigInteger bigInteger,
            BigDecimal decimal,
            double doublePrimitive,
            Double doubleBox,
            boolean booleanPrimitive,
            Boolean booleanBox,
            LocalDate day,
            LocalDateTime local,
            Instant instant,
            UUID id,
            Color color,
            Size size,
            @Valid Part aPart) {}

    /** Nullable by JSpecify's annotation. */
    @Extracted(value = "nullable_kinds", instructions = INSTRUCTIONS)
    record NullableKinds(
            @Nullable String text,
            @Nullable Integer number,
            @Nullable Long longNumber,
            @Nullable BigInteger bigInteger,

            @JsonPropertyDescription("With words of its own.") @Nullable
            BigDecimal decimal,

            @Nullable Double doubleNumber,
            @Nullable Boolean flag,
            @Nullable LocalDate day,
            @Nullable LocalDateTime local,
            @Nullable Instant instant,
            @Nullable UUID id,
            @Nullable Color color,
            @Nullable @Valid Part part,
            @Nullable List<String> texts,
            @Nullable List<@Valid Part> parts) {}

    /** Nullable as Optional. */
    @Extracted(value = "optional_kinds", instructions = INSTRUCTIONS)
    record OptionalKinds(
            Optional<String> text,
            Optional<Integer> number,
            Optional<BigDecimal> decimal,
            Optional<Boolean> flag,
            Optional<LocalDate> day,
            Optional<UUID> id,
            Optional<Color> color,
            Optional<Plain> plain,
            Optional<List<String>> texts) {}

    /** Lists of all that a list may hold. */
    @Extracted(value = "lists", instructions = INSTRUCTIONS)
    record Lists(
            List<String> texts,
            List<Integer> numbers,
            List<LocalDate> days,
            List<Color> colors,
            List<@Valid Part> parts,
            @Valid List<Part> partsTheOldWay,

            @JsonPropertyDescription("Amounts.") @jakarta.validation.constraints.Size(min = 1, max = 9)
            List<@NotNull @PositiveOrZero BigDecimal> amounts,

            List<@jakarta.validation.constraints.Size(max = 5) String> codes) {}

    /** Names by strategy, and one by hand. */
    @Extracted(value = "names", instructions = INSTRUCTIONS)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Names(
            String firstName, @JsonProperty("familyName") String lastName, Inner innerRecord, int x2Value) {

        /** Has no strategy of its own. */
        record Inner(String camelCase) {}
    }

    /** A nested record with a description. */
    @JsonClassDescription("A part of the whole.")
    record Part(@NotBlank String name, @Nullable Integer count, Plain plain) {}

    /** A nested record without. */
    record Plain(String value) {}

    enum Color {
        @JsonProperty("light red")
        RED,
        GREEN
    }

    enum Size {
        SMALL("S"),
        LARGE("L");

        private final String text;

        Size(String text) {
            this.text = text;
        }

        @JsonValue
        String text() {
            return text;
        }
    }
}
