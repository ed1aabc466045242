package dev.winnow.extractors.receipt;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.winnow.core.type.Extracted;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a receipt says. */
@Extracted("receipt")
@JsonClassDescription("A receipt or invoice for something that was paid.")
public record Receipt(
        @JsonPropertyDescription("Name of the seller as printed, without its registration number.")
        @NotBlank
        @Size(max = 200)
        String company,

        @JsonPropertyDescription("Day of the purchase.") @Nullable
        LocalDate date,

        @JsonPropertyDescription("Address of the seller on one line.") @Nullable @Size(min = 1, max = 400)
        String address,

        @JsonPropertyDescription("The amount finally payable, after tax, discount and rounding; negative for a refund.")
        @Digits(integer = 12, fraction = 2)
        BigDecimal total) {}
