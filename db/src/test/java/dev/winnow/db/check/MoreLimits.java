package dev.winnow.db.check;

import dev.winnow.core.type.Extracted;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.hibernate.validator.constraints.CodePointLength;
import org.hibernate.validator.constraints.Length;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/** What {@link Limits} has not: the other kinds, and Hibernate Validator's own constraints. */
@Extracted(value = "more_limits", instructions = "instructions.md")
record MoreLimits(
        @Nullable @Min(-3) Byte byteMin,
        @Nullable @Digits(integer = 1, fraction = 0) Byte byteDigits,
        @Nullable @Max(99) Short shortMax,
        @Nullable @DecimalMax("0.5") Short shortDecimalMax,
        @Nullable @DecimalMin("0.1") Float floatMin,

        @Nullable @DecimalMin(value = "0.5", inclusive = false)
        Float floatAbove,

        @Nullable @Max(Long.MAX_VALUE) Float floatMax,
        @Nullable @Positive Float floatPositive,
        @Nullable @PositiveOrZero Float floatPositiveOrZero,
        @Nullable @Negative Float floatNegative,
        @Nullable @Digits(integer = 3, fraction = 2) Float floatDigits,
        @Nullable @Digits(integer = 10, fraction = 6) Float floatManyDigits,
        @Nullable @Digits(integer = 11, fraction = 9) Float floatMostDigits,
        @Nullable @DurationMin(hours = 1) Duration durationMin,

        @Nullable @DurationMin(hours = 1, inclusive = false) Duration durationAbove,

        @Nullable @DurationMax(days = 30) Duration durationMax,

        @Nullable @DurationMax(days = 30, inclusive = false) Duration durationBelow,

        @Nullable @DurationMax(nanos = 1_500) Duration durationNanos,

        @Nullable @DurationMax(nanos = 1_500, inclusive = false)
        Duration durationBelowNanos,

        @Nullable @DurationMin(seconds = Long.MAX_VALUE) Duration durationNever,
        @Nullable @AssertTrue Boolean yes,
        @Nullable @AssertFalse Boolean no,
        @Nullable @Null String nothing,
        @Nullable @Null Integer noNumber,
        @Nullable @CodePointLength(max = 1) String codePoints,
        @Nullable @CodePointLength(min = 2, max = 2) String twoCodePoints,
        @Nullable @Length(max = 1) String length) {}
