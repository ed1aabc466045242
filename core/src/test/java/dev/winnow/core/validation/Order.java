package dev.winnow.core.validation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.winnow.core.type.Extracted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The record type of the reader's tests: every kind, renamed properties, a list of nested records. */
@Extracted(value = "order", instructions = "/dev/winnow/core/instructions.md")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record Order(
        String buyer,
        int count,
        long big,
        BigInteger huge,
        BigDecimal amount,
        double ratio,
        boolean paid,
        LocalDate dueDay,
        LocalDateTime printedAt,
        Instant sentAt,
        UUID reference,
        Status status,
        @Nullable String remark,
        @JsonProperty("lines") @Size(max = 3) List<@Valid Line> orderLines,
        List<@NotBlank @Size(max = 4) String> tags) {

    static final String VALID = """
            {"buyer": "Ada", "count": 2, "big": 9223372036854775807, "huge": 1234567890123456789012345,
             "amount": 12.50, "ratio": 0.5, "paid": true, "due_day": "2026-02-28", "printed_at": "2026-01-31T10:00:00",
             "sent_at": "2026-01-31T10:00:00Z", "reference": "123e4567-e89b-12d3-a456-426614174000",
             "status": "all done", "remark": null,
             "lines": [{"item_name": "bolt", "unit_price": 0.10}], "tags": ["a"]}
            """;

    Order {
        if (buyer.startsWith("refuse")) {
            throw new IllegalArgumentException("no buyer " + buyer);
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Line(
            @Pattern(regexp = "[a-z]+") String itemName,
            @Positive @Digits(integer = 3, fraction = 2) BigDecimal unitPrice) {}

    enum Status {
        @JsonProperty("all done")
        DONE,
        OPEN
    }
}
