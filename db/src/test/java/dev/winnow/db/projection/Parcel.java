package dev.winnow.db.projection;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.winnow.core.type.Extracted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record of every shape and kind. */
@Extracted(value = "parcel", instructions = "instructions.md")
public record Parcel(
        @Valid Values values,
        @Nullable @Valid Sender sender,
        @Nullable List<@Size(max = 2) String> tags,
        List<@Valid Box> boxes) {

    record Values(
            String text,
            int whole,
            long big,
            BigInteger bigger,
            BigDecimal exact,
            double approximate,
            boolean yes,
            LocalDate day,
            LocalDateTime local,
            Instant instant,
            UUID id,
            Color color,
            Optional<BigDecimal> perhaps) {}

    record Sender(
            @NotBlank String name,
            @Nullable Integer age,
            @Nullable Home home,
            @Nullable List<Color> colors) {}

    record Home(@Nullable String street) {}

    record Box(
            @Nullable BigDecimal weight,
            List<Item> items,
            @Nullable List<LocalDate> days) {}

    record Item(String name, List<Integer> counts) {}

    enum Color {
        @JsonProperty("it's red")
        RED,
        @JsonProperty("blue")
        BLUE {
            @Override
            public String toString() {
                return "never written";
            }
        }
    }
}
