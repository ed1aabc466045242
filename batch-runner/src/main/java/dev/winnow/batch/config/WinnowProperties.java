package dev.winnow.batch.config;

import dev.winnow.core.type.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * All settings but those of {@link ModelProperties}, prefix {@code winnow}: from the command line, else the environment ({@code
 * WINNOW_MAX_IN_FLIGHT}), else {@code application.properties} in the working directory or its {@code config} folder, else the
 * defaults here.
 *
 * @param directory where the embedded databases live
 * @param home where Winnow itself is installed, with its samples
 * @param typesJar jars with record types besides those that ship
 * @param maxInFlight the most calls at a time, from 1
 * @param maxDocumentSize larger documents are {@code TOO_LONG}
 * @param stopGrace how long the program may take to end after a signal
 * @param log how much of the log is kept
 * @param metrics where metrics go
 * @param limits how rate limits are kept
 */
@ConfigurationProperties("winnow")
public record WinnowProperties(
        @DefaultValue(".winnow") Path directory,
        @DefaultValue(".") Path home,
        @DefaultValue List<Path> typesJar,
        @DefaultValue("64") int maxInFlight,
        @DefaultValue("8MB") DataSize maxDocumentSize,
        @DefaultValue("10s") Duration stopGrace,
        @DefaultValue BoundsProperties bounds,
        @DefaultValue BudgetProperties budget,
        @DefaultValue JournalProperties journal,
        @DefaultValue TimeoutProperties timeouts,
        @DefaultValue LogSettings log,
        @DefaultValue MetricsSettings metrics,
        @DefaultValue Limits limits,
        @DefaultValue Db db) {

    /** A process has no more connections, by far. */
    private static final int MOST_IN_FLIGHT = 100_000;

    private static final Duration FOR_WRITING = Duration.ofMillis(1_500);

    /** Spring Boot leaves out what is not set. */
    public WinnowProperties {
        typesJar = List.copyOf(typesJar);
    }

    /** How long a stop waits for the calls in flight: the rest of its time is for writing and closing. */
    public Duration stopGraceOfCalls() {
        Duration left = stopGrace.minus(FOR_WRITING);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Every setting that is out of its bounds. */
    public List<Problem> problems() {
        SettingCheck check = new SettingCheck();
        check.atLeast("--max-in-flight (winnow.max-in-flight)", maxInFlight, 1);
        check.atMost("--max-in-flight (winnow.max-in-flight)", maxInFlight, MOST_IN_FLIGHT);
        if (maxDocumentSize.toBytes() <= 0) {
            check.note("winnow.max-document-size", "is " + maxDocumentSize, "at least 1B");
        }
        check.atLeast("winnow.stop-grace", stopGrace, Duration.ZERO);
        List<Problem> problems = new ArrayList<>(check.problems());
        problems.addAll(bounds.problems());
        problems.addAll(budget.problems());
        problems.addAll(journal.problems());
        problems.addAll(timeouts.problems());
        problems.addAll(log.problems());
        problems.addAll(limits.problems());
        return problems;
    }

    /**
     * How rate limits are kept, prefix {@code winnow.limits}.
     *
     * @param minute what a minute is to the servers: that of a test server may be shorter; from 100ms to 1m
     */
    public record Limits(@DefaultValue("1m") Duration minute) {
        List<Problem> problems() {
            return new SettingCheck()
                    .atLeast("winnow.limits.minute", minute, Duration.ofMillis(100))
                    .atMost("winnow.limits.minute", minute, Duration.ofMinutes(1))
                    .problems();
        }
    }

    /**
     * The database; without a URL an embedded one is started.
     *
     * @param url {@code jdbc:postgresql://} or {@code postgresql://}
     * @param user default the operating system's
     */
    public record Db(Optional<String> url, Optional<String> user, Optional<String> password) {

        /** Spring Boot leaves out what is not set. */
        public Db {
            url = Objects.requireNonNullElse(url, Optional.empty());
            user = Objects.requireNonNullElse(user, Optional.empty());
            password = Objects.requireNonNullElse(password, Optional.empty());
        }

        @Override
        public String toString() {
            return "Db";
        }
    }

    @Override
    public String toString() {
        return "WinnowProperties[" + directory + "]";
    }
}
