package dev.winnow.batch.config;

import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers the settings that are out of their bounds. Not thread-safe. */
final class SettingCheck {

    private final List<Problem> problems = new ArrayList<>();

    /** Notes a whole number below {@code least}. */
    SettingCheck atLeast(String setting, long value, long least) {
        if (value < least) {
            note(setting, "is " + value, "at least " + least);
        }
        return this;
    }

    /** Notes a whole number above {@code most}. */
    SettingCheck atMost(String setting, long value, long most) {
        if (value > most) {
            note(setting, "is " + value, "at most " + most);
        }
        return this;
    }

    /** Notes a number below {@code least}, where it is set. */
    SettingCheck atLeast(String setting, Optional<? extends Number> value, long least) {
        value.ifPresent(number -> atLeast(setting, number.longValue(), least));
        return this;
    }

    /** Notes a duration below {@code least}. */
    SettingCheck atLeast(String setting, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            note(setting, "is " + text(value), "at least " + text(least));
        }
        return this;
    }

    /** Notes a duration above {@code most}. */
    SettingCheck atMost(String setting, Duration value, Duration most) {
        if (value.compareTo(most) > 0) {
            note(setting, "is " + text(value), "at most " + text(most));
        }
        return this;
    }

    /** Notes an amount of money that is not above 0. */
    SettingCheck positive(String setting, Optional<BigDecimal> value) {
        value.filter(amount -> amount.signum() <= 0)
                .ifPresent(amount -> note(setting, "is " + amount.toPlainString(), "more than 0"));
        return this;
    }

    void note(String setting, String problem, String limit) {
        problems.add(new Problem(ProblemCode.SETTING, setting, problem, limit));
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** As it is written in a setting: in seconds where they are whole. */
    private static String text(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
