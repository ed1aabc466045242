package dev.winnow.core.constraint;

import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;

/** What a constraint asks of a value that is not null, in terms that schema and tables can say too. */
public sealed interface Rule {

    /** Whether every value keeps it. */
    default boolean isVacuous() {
        return false;
    }

    /** A limit of a number. */
    record Bound(Comparison comparison, BigDecimal limit) implements Rule {}

    /** The most digits before and after a number's decimal point, trailing zeros as written included. */
    record Digits(int integer, int fraction) implements Rule {}

    /** A limit of a duration. */
    record DurationBound(Comparison comparison, Duration limit) implements Rule {}

    /** The length of a text in UTF-16 units, both bounds included; {@code Integer.MAX_VALUE} for none. */
    record Length(int min, int max) implements Rule {
        @Override
        public boolean isVacuous() {
            return min == 0 && max == Integer.MAX_VALUE;
        }
    }

    /** The length of a text in code points, both bounds included; {@code Integer.MAX_VALUE} for none. */
    record CodePoints(int min, int max) implements Rule {
        @Override
        public boolean isVacuous() {
            return min == 0 && max == Integer.MAX_VALUE;
        }
    }

    /** The number of elements or entries, both bounds included; {@code Integer.MAX_VALUE} for none. */
    record Items(int min, int max) implements Rule {
        @Override
        public boolean isVacuous() {
            return min == 0 && max == Integer.MAX_VALUE;
        }
    }

    /** A text holds a character that {@code String.isBlank} does not call white space. */
    record NotBlank() implements Rule {}

    /** A text as a whole matches a Java regular expression. */
    record Matches(String regexp, Set<Pattern.Flag> flags) implements Rule {
        /** Copies the flags. */
        public Matches {
            flags = Set.copyOf(flags);
        }

        @Override
        public boolean isVacuous() {
            return regexp.equals(".*"); // but for line breaks, which nobody means by it
        }
    }

    /** A boolean has always this value. */
    record Always(boolean value) implements Rule {}

    /** The value is always null. */
    record Absent() implements Rule {}
}
