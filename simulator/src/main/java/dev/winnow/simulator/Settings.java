package dev.winnow.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Options of a simulator as text, by name: for the command line and {@code POST /simulator/reset}. Durations are a whole
 * number with {@code ms}, {@code s}, {@code m} or {@code h}.
 *
 * <table>
 *   <caption>The names</caption>
 *   <tr><td>{@code latency}</td><td>a duration, {@code heavy-tail} or {@code heavy-tail:SEED}</td></tr>
 *   <tr><td>{@code models}</td><td>the names of the models, with commas between them</td></tr>
 *   <tr><td>{@code requests-per-minute}, {@code tokens-per-minute}, {@code requests-per-day}, {@code tokens-per-day}</td>
 *       <td>the limits; one that is not named is none</td></tr>
 *   <tr><td>{@code limit-kind}</td><td>{@code refill} (default), {@code fixed}, {@code sliding}</td></tr>
 *   <tr><td>{@code minute}, {@code day}</td><td>how long they take; default {@code 60s} and {@code 24h}</td></tr>
 *   <tr><td>{@code slices}</td><td>into how many parts a minute's limit is cut; default 1</td></tr>
 *   <tr><td>{@code others}</td><td>the share that another client uses; default 0</td></tr>
 *   <tr><td>{@code refused-count}, {@code limit-headers}</td><td>{@code true} (default) or {@code false}</td></tr>
 *   <tr><td>{@code faults}</td><td>{@code NAME=FRACTION} or {@code NAME=FRACTION:CALLS}, with commas between them; for
 *       example {@code silent=0.01,slow-body=0.01}</td></tr>
 *   <tr><td>{@code fault-seed}, {@code pace}, {@code retry-after}</td><td>as in {@link Faults}</td></tr>
 * </table>
 */
public final class Settings {
    private static final Set<String> LIMITS = Set.of(
            "requests-per-minute",
            "tokens-per-minute",
            "requests-per-day",
            "tokens-per-day",
            "limit-kind",
            "minute",
            "day",
            "slices",
            "others",
            "refused-count",
            "limit-headers");
    private static final Set<String> FAULTS = Set.of("faults", "fault-seed", "pace", "retry-after");
    private static final Set<String> OTHERS = Set.of("latency", "models");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    private final Map<String, String> texts;

    private Settings(Map<String, String> texts) {
        this.texts = texts;
    }

    /** All names, in order. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>(LIMITS);
        names.addAll(FAULTS);
        names.addAll(OTHERS);
        return names;
    }

    /**
     * Options with these settings in place of their own. A setting of the limits replaces all limits, one of the faults
     * all faults.
     *
     * @throws IllegalArgumentException if a name or a value is wrong; the message says which and why
     */
    public static SimulatorOptions apply(SimulatorOptions options, Map<String, String> texts) {
        for (String name : texts.keySet()) {
            if (!names().contains(name)) {
                throw new IllegalArgumentException(name + ": unknown, must be one of " + names());
            }
        }
        return new Settings(texts).apply(options);
    }

    private SimulatorOptions apply(SimulatorOptions options) {
        SimulatorOptions changed = options;
        Optional<Latency> latency = value("latency", "a duration or heavy-tail:SEED", Settings::latency);
        if (latency.isPresent()) {
            changed = changed.withLatency(latency.get());
        }
        if (texts.containsKey("models")) {
            changed = changed.withModels(texts.get("models").split(","));
        }
        if (texts.keySet().stream().anyMatch(LIMITS::contains)) {
            changed = changed.withLimits(limits());
        }
        return texts.keySet().stream().anyMatch(FAULTS::contains) ? changed.withFaults(faults()) : changed;
    }

    private Limits limits() {
        Limits limits = new Limits(
                List.of(),
                flag("limit-headers"),
                flag("refused-count"),
                value("others", "a number", Double::valueOf).orElse(0.0));
        Limit.Kind kind = value("limit-kind", "refill, fixed or sliding", text -> named(Limit.Kind.class, text))
                .orElse(Limit.Kind.REFILL);
        int slices = value("slices", "a whole number", Integer::valueOf).orElse(1);
        for (Limit.Of of : Limit.Of.values()) {
            Optional<Long> amount = value(name(of), "a whole number", Long::valueOf);
            if (amount.isPresent()) {
                Duration period =
                        of.isOfDay() ? duration("day", Duration.ofDays(1)) : duration("minute", Duration.ofMinutes(1));
                limits = limits.and(new Limit(of, amount.get(), period, kind, of.isOfDay() ? 1 : slices));
            }
        }
        return limits;
    }

    private Faults faults() {
        Faults faults = Faults.none();
        for (String one : texts.getOrDefault("faults", "").split(",")) {
            if (!one.isBlank()) {
                faults = with(faults, one);
            }
        }
        return faults.withSeed(
                        value("fault-seed", "a whole number", Long::valueOf).orElse(faults.seed()))
                .withPace(duration("pace", faults.pace()))
                .withRetryAfter(duration("retry-after", faults.retryAfter()));
    }

    private static Faults with(Faults faults, String text) {
        record Struck(Fault fault, double fraction, Optional<Integer> calls) {}
        Struck struck = read("faults", "NAME=FRACTION or NAME=FRACTION:CALLS", text.strip(), one -> {
            String[] parts = one.split("[=:]");
            return new Struck(
                    named(Fault.class, parts[0]),
                    Double.parseDouble(parts[1]),
                    parts.length == 2 ? Optional.empty() : Optional.of(Integer.valueOf(parts[2])));
        });
        return faults.with(
                struck.fault(),
                struck.fraction(),
                struck.calls().orElse(struck.fault().usualCalls()));
    }

    private boolean flag(String name) {
        return value(name, "true or false", text -> {
                    if (!text.equals("true") && !text.equals("false")) {
                        throw new IllegalArgumentException("no flag");
                    }
                    return text.equals("true");
                })
                .orElse(true);
    }

    private Duration duration(String name, Duration usual) {
        return value(name, "a duration such as 200ms or 3s", Settings::duration).orElse(usual);
    }

    private <T> Optional<T> value(String name, String expected, Function<String, T> reading) {
        return Optional.ofNullable(texts.get(name)).map(text -> read(name, expected, text, reading));
    }

    private static <T> T read(String name, String expected, String text, Function<String, T> reading) {
        try {
            return reading.apply(text.strip());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(name + ": '" + text + "', must be " + expected, e);
        }
    }

    private static Latency latency(String text) {
        if (text.equals("heavy-tail")) {
            return Latency.heavyTail(0);
        }
        return text.startsWith("heavy-tail:")
                ? Latency.heavyTail(Long.parseLong(text.substring("heavy-tail:".length())))
                : Latency.fixed(duration(text));
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no duration");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static <E extends Enum<E>> E named(Class<E> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
