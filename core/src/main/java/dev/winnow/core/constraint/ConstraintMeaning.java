package dev.winnow.core.constraint;

import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.CodePointLength;
import org.hibernate.validator.constraints.Length;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What a single constraint means for a value of a class; empty where only words can tell. */
final class ConstraintMeaning {

    private ConstraintMeaning() {}

    static Optional<Rule> of(Annotation constraint, Class<?> value) {
        if (constraint instanceof Null) {
            return Optional.of(new Rule.Absent());
        } else if (CharSequence.class.isAssignableFrom(value)) {
            return text(constraint);
        } else if (Number.class.isAssignableFrom(value)) {
            return number(constraint);
        } else if (Iterable.class.isAssignableFrom(value) || java.util.Map.class.isAssignableFrom(value)) {
            return container(constraint);
        } else if (value == Boolean.class) {
            return truth(constraint);
        } else if (value == Duration.class) {
            return duration(constraint);
        }
        return Optional.empty();
    }

    private static Optional<Rule> text(Annotation constraint) {
        if (constraint instanceof NotBlank) {
            return Optional.of(new Rule.NotBlank());
        } else if (constraint instanceof NotEmpty) {
            return Optional.of(new Rule.Length(1, Integer.MAX_VALUE));
        } else if (constraint instanceof Size size) {
            return Optional.of(new Rule.Length(size.min(), size.max()));
        } else if (constraint instanceof Length length) {
            return Optional.of(new Rule.Length(length.min(), length.max()));
        } else if (constraint instanceof CodePointLength length
                && length.normalizationStrategy() == CodePointLength.NormalizationStrategy.NONE) {
            return Optional.of(new Rule.CodePoints(length.min(), length.max()));
        } else if (constraint instanceof Pattern pattern) {
            return Optional.of(new Rule.Matches(pattern.regexp(), flags(pattern)));
        }
        return Optional.empty();
    }

    private static Set<Pattern.Flag> flags(Pattern pattern) {
        Set<Pattern.Flag> flags = EnumSet.noneOf(Pattern.Flag.class);
        flags.addAll(Arrays.asList(pattern.flags()));
        return flags;
    }

    private static Optional<Rule> number(Annotation constraint) {
        if (constraint instanceof Digits digits) {
            return Optional.of(new Rule.Digits(digits.integer(), digits.fraction()));
        } else if (constraint instanceof Min min) {
            return bound(Comparison.AT_LEAST, BigDecimal.valueOf(min.value()));
        } else if (constraint instanceof Max max) {
            return bound(Comparison.AT_MOST, BigDecimal.valueOf(max.value()));
        } else if (constraint instanceof DecimalMin min) {
            return bound(min.inclusive() ? Comparison.AT_LEAST : Comparison.MORE_THAN, new BigDecimal(min.value()));
        } else if (constraint instanceof DecimalMax max) {
            return bound(max.inclusive() ? Comparison.AT_MOST : Comparison.LESS_THAN, new BigDecimal(max.value()));
        } else if (constraint instanceof Positive) {
            return bound(Comparison.MORE_THAN, BigDecimal.ZERO);
        } else if (constraint instanceof PositiveOrZero) {
            return bound(Comparison.AT_LEAST, BigDecimal.ZERO);
        } else if (constraint instanceof Negative) {
            return bound(Comparison.LESS_THAN, BigDecimal.ZERO);
        } else if (constraint instanceof NegativeOrZero) {
            return bound(Comparison.AT_MOST, BigDecimal.ZERO);
        }
        return Optional.empty();
    }

    private static Optional<Rule> bound(Comparison comparison, BigDecimal limit) {
        return Optional.of(new Rule.Bound(comparison, limit));
    }

    private static Optional<Rule> container(Annotation constraint) {
        if (constraint instanceof NotEmpty) {
            return Optional.of(new Rule.Items(1, Integer.MAX_VALUE));
        } else if (constraint instanceof Size size) {
            return Optional.of(new Rule.Items(size.min(), size.max()));
        }
        return Optional.empty();
    }

    private static Optional<Rule> truth(Annotation constraint) {
        if (constraint instanceof AssertTrue) {
            return Optional.of(new Rule.Always(true));
        }
        return constraint instanceof AssertFalse ? Optional.of(new Rule.Always(false)) : Optional.empty();
    }

    private static Optional<Rule> duration(Annotation constraint) {
        if (constraint instanceof DurationMin min) {
            Duration limit = sum(min.days(), min.hours(), min.minutes(), min.seconds(), min.millis(), min.nanos());
            return Optional.of(
                    new Rule.DurationBound(min.inclusive() ? Comparison.AT_LEAST : Comparison.MORE_THAN, limit));
        } else if (constraint instanceof DurationMax max) {
            Duration limit = sum(max.days(), max.hours(), max.minutes(), max.seconds(), max.millis(), max.nanos());
            return Optional.of(
                    new Rule.DurationBound(max.inclusive() ? Comparison.AT_MOST : Comparison.LESS_THAN, limit));
        }
        return Optional.empty();
    }

    private static Duration sum(long days, long hours, long minutes, long seconds, long millis, long nanos) {
        return Duration.ofNanos(nanos)
                .plusMillis(millis)
                .plusSeconds(seconds)
                .plusMinutes(minutes)
                .plusHours(hours)
                .plusDays(days);
    }
}
