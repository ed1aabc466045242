package dev.winnow.db.table;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.winnow.core.type.Extracted;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** Every constraint on every kind of value that it goes with. */
@Extracted(value = "limits", instructions = "instructions.md")
record Limits(
        @Nullable @Min(-3) Integer intMin,
        @Nullable @Max(Long.MAX_VALUE) Integer intMaxLong,
        @Nullable @Digits(integer = 3, fraction = 0) Integer intDigits,

        @Nullable @DecimalMin(value = "0.5", inclusive = false)
        Integer intDecimalMin,

        @Nullable @Min(Long.MIN_VALUE) @Max(3) Long longMax,
        @Nullable @Digits(integer = 18, fraction = 2) Long longDigits,
        @Nullable @Negative Long longNegative,
        @Nullable @Min(Long.MIN_VALUE) BigInteger bigMin,
        @Nullable @Max(Long.MAX_VALUE) BigInteger bigMax,
        @Nullable @Digits(integer = 25, fraction = 0) BigInteger bigDigits,
        @Nullable @DecimalMax("1E+50") BigInteger bigDecimalMax,
        @Nullable @DecimalMin("0.1") BigDecimal decimalMin,

        @Nullable @DecimalMin(value = "0.1", inclusive = false)
        BigDecimal decimalAbove,

        @Nullable @DecimalMax("1234567890123456789012345.67")
        BigDecimal decimalMax,

        @Nullable @DecimalMax(value = "-0.05", inclusive = false)
        BigDecimal decimalBelow,

        @Nullable @DecimalMin("1E-2000") BigDecimal decimalTiny,
        @Nullable @Digits(integer = 3, fraction = 2) BigDecimal decimalDigits,
        @Nullable @Digits(integer = 0, fraction = 3) BigDecimal decimalFraction,
        @Nullable @Digits(integer = 3, fraction = 0) BigDecimal decimalWhole,
        @Nullable @Positive BigDecimal decimalPositive,
        @Nullable @PositiveOrZero BigDecimal decimalPositiveOrZero,
        @Nullable @Negative BigDecimal decimalNegative,
        @Nullable @NegativeOrZero BigDecimal decimalNegativeOrZero,
        @Nullable @Min(Long.MAX_VALUE) Double doubleMin,
        @Nullable @DecimalMin("0.1") Double doubleDecimalMin,

        @Nullable @DecimalMin(value = "0.1", inclusive = false)
        Double doubleAbove,

        @Nullable @DecimalMin(value = "0.09999999999999999999", inclusive = false)
        Double doubleAboveNone,

        @Nullable @DecimalMax("1E400") @DecimalMin("-1E-400")
        Double doubleOutOfRange,

        @Nullable @Digits(integer = 3, fraction = 2) Double doubleDigits,
        @Nullable @Digits(integer = 23, fraction = 16) Double doubleManyDigits,
        @Nullable @Positive Double doublePositive,
        @Nullable @PositiveOrZero Double doublePositiveOrZero,
        @Nullable @Negative Double doubleNegative,
        @Nullable @NegativeOrZero Double doubleNegativeOrZero,
        @Nullable @Size(max = 1) String textSizeMax,
        @Nullable @Size(min = 2) String textSizeMin,
        @Nullable @Size(min = 3, max = 3) String textSizeBoth,
        @NotBlank String textNotBlank,
        @NotEmpty String textNotEmpty,
        @Nullable @Pattern(regexp = "[^b]{1,2}") String textPattern,

        @Nullable @Pattern(regexp = "a.*") @Pattern(regexp = "[a-c]+") @Pattern(regexp = "[b-d]*")
        String textPatterns,

        @Nullable @Pattern(regexp = "[a-c]+", flags = Pattern.Flag.CASE_INSENSITIVE)
        String textPatternFlags,

        @Nullable @Min(10) @Digits(integer = 1, fraction = 0)
        String textNumber,

        @Nullable @Email String textEmail,
        @Nullable @Size(max = 1, groups = Later.class) String textLater,
        @Nullable @Past LocalDate datePast,
        @Nullable @Range(min = 1, max = 2) Integer intRange,
        @Nullable @AssertTrue Boolean yes,
        @Nullable Choice choice) {

    /** A group that is not validated. */
    interface Later {}

    enum Choice {
        @JsonProperty("it's")
        ITS,
        B
    }
}
