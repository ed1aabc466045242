package dev.winnow.core.schema;

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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;

/** Record types with every constraint that has a keyword or a sentence. */
final class GoldenConstraints {

    private static final String INSTRUCTIONS = "/dev/winnow/core/instructions.md";

    private GoldenConstraints() {}

    /** On numbers. */
    @Extracted(value = "constrained_numbers", instructions = INSTRUCTIONS)
    record Numbers(
            @Min(1) int min,
            @Max(99) long max,
            @DecimalMin("0.01") BigDecimal decimalMin,
            @DecimalMin(value = "0", inclusive = false) BigDecimal decimalMinExclusive,
            @DecimalMax("12345678901234567890.125") BigDecimal decimalMax,
            @DecimalMax(value = "1e3", inclusive = false) double decimalMaxExclusive,
            @Positive BigInteger positive,
            @PositiveOrZero Double positiveOrZero,
            @Negative int negative,
            @NegativeOrZero int negativeOrZero,
            @Digits(integer = 8, fraction = 2) BigDecimal digits,
            @Range(min = 2, max = 5) int range,
            @Min(1) @Max(5) @Nullable Integer bothAndNullable) {}

    /** On text. */
    @Extracted(value = "constrained_texts", instructions = INSTRUCTIONS)
    record Texts(
            @NotNull String notNull,
            @NotBlank String notBlank,
            @NotEmpty String notEmpty,
            @Size(max = 5) String shortText,
            @Size(min = 3) String longText,
            @Size(min = 3, max = 7) String both,
            @Size(max = 5_000) String veryLong,
            @NotBlank @Size(max = 5) String shortAndNotBlank,
            @Pattern(regexp = "[A-Z]{2}|[0-9]+") String pattern,
            @Pattern(regexp = "(?i)abc") String patternWithFlagInside,

            @Pattern(regexp = "abc", flags = Pattern.Flag.CASE_INSENSITIVE)
            String patternWithFlag,

            @Pattern(regexp = "\\w+\\s") String patternOfOtherMeaning,
            @Email String email,
            @Size(min = 2) @Nullable String nullable,

            @Size(max = 2_000)
            @Pattern(regexp = "b.*|a.*", flags = Pattern.Flag.DOTALL)
            @NotBlank
            @Pattern(
                    regexp = "a.*",
                    flags = {Pattern.Flag.CASE_INSENSITIVE, Pattern.Flag.DOTALL})
            @Email
            String manyInSettledOrder) {}

    /** On what is neither. */
    @Extracted(value = "constrained_others", instructions = INSTRUCTIONS)
    record Others(
            @NotEmpty List<String> notEmpty,
            @Size(min = 2) List<String> atLeast,
            @Size(max = 3) List<String> atMost,
            @UniqueElements List<@NotBlank String> unique,
            @Past LocalDate past,
            @PastOrPresent Instant pastOrPresent,
            @AssertTrue(message = "only what is confirmed") boolean confirmed) {}
}
