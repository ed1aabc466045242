package dev.winnow.core.openai;

import com.openai.core.http.Headers;
import dev.winnow.core.model.RateLimits;
import dev.winnow.core.model.RateLimits.Limit;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an answer's headers tell. All of them may be missing; what cannot be read counts as missing. */
record AnswerHeaders(Headers headers) {

    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_.:/+=-]{1,128}");
    private static final Pattern COUNT = Pattern.compile("\\d{1,15}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    /** Go's format of durations: {@code 6m0s}, {@code 17ms}. */
    private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|us|µs|μs|ns|h|m|s)");

    Optional<String> requestId() {
        return first("x-request-id")
                .or(() -> first("apim-request-id"))
                .filter(value -> REQUEST_ID.matcher(value).matches());
    }

    RateLimits limits() {
        // a project's own token limit counts beside the organization's: the one nearer to its end is the one to heed
        Optional<Limit> tokens = Stream.of("tokens", "project-tokens")
                .flatMap(name -> limit(name).stream())
                .min(Comparator.comparingLong(Limit::remaining));
        return new RateLimits(limit("requests"), tokens);
    }

    /** How long the server asks to wait; a date in the past is no time at all. */
    Optional<Duration> retryAfter(Clock clock) {
        return first("retry-after-ms")
                .flatMap(value -> number(value, 1))
                .or(() -> first("retry-after").flatMap(value -> number(value, 1_000)))
                .or(() -> first("retry-after").flatMap(value -> until(value, clock)))
                .map(AnswerHeaders::bounded);
    }

    private Optional<Limit> limit(String name) {
        Optional<Long> limit = first("x-ratelimit-limit-" + name).flatMap(AnswerHeaders::count);
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        Optional<Long> remaining = first("x-ratelimit-remaining-" + name).flatMap(AnswerHeaders::count);
        Optional<Duration> reset = first("x-ratelimit-reset-" + name)
                .flatMap(AnswerHeaders::goDuration)
                .map(AnswerHeaders::bounded);
        return remaining.isPresent() && reset.isPresent()
                ? Optional.of(new Limit(limit.get(), remaining.get(), reset.get()))
                : Optional.empty();
    }

    private Optional<String> first(String name) {
        List<String> values = headers.values(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0).strip());
    }

    /** A year 9999 is no time that can be reckoned with. */
    private static Duration bounded(Duration told) {
        return told.compareTo(LONGEST) > 0 ? LONGEST : told;
    }

    private static Optional<Long> count(String value) {
        return COUNT.matcher(value).matches() ? Optional.of(Long.parseLong(value)) : Optional.empty();
    }

    private static Optional<Duration> number(String value, int milliseconds) {
        return SECONDS.matcher(value).matches()
                ? Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(value) * milliseconds)))
                : Optional.empty();
    }

    private static Optional<Duration> until(String date, Clock clock) {
        try {
            Duration left =
                    Duration.between(clock.instant(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Some servers send a bare number of seconds instead. */
    static Optional<Duration> goDuration(String value) {
        Matcher part = PART.matcher(value);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (end < value.length() && part.find(end) && part.start() == end) {
            sum = sum.plusNanos(Math.round(Double.parseDouble(part.group(1)) * nanos(part.group(2))));
            end = part.end();
        }
        return end > 0 && end == value.length() ? Optional.of(sum) : number(value, 1_000);
    }

    private static double nanos(String unit) {
        return switch (unit) {
            case "h" -> 3_600e9;
            case "m" -> 60e9;
            case "s" -> 1e9;
            case "ms" -> 1e6;
            case "ns" -> 1;
            default -> 1e3;
        };
    }
}
