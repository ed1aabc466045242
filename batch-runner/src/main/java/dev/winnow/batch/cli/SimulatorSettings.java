package dev.winnow.batch.cli;

import dev.winnow.simulator.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The simulator's {@link Settings} as options, for their help; the simulator reads their values. */
@SuppressWarnings("UnusedVariable")
final class SimulatorSettings {
    private static final String NUMBER = "N";
    private static final String TIME = "TIME";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--latency",
            paramLabel = TIME,
            description = "A time such as 200ms, or heavy-tail:SEED. Default: none.")
    private @Nullable String latency;

    @Option(names = "--models", paramLabel = "NAMES", description = "With commas between. Default: winnow-offline.")
    private @Nullable String models;

    @Option(names = "--requests-per-minute", paramLabel = NUMBER, description = "For each model and key.")
    private @Nullable String requestsPerMinute;

    @Option(names = "--tokens-per-minute", paramLabel = NUMBER, description = "For each model and key.")
    private @Nullable String tokensPerMinute;

    @Option(names = "--requests-per-day", paramLabel = NUMBER, description = "For each model and key.")
    private @Nullable String requestsPerDay;

    @Option(names = "--tokens-per-day", paramLabel = NUMBER, description = "For each model and key.")
    private @Nullable String tokensPerDay;

    @Option(names = "--limit-kind", paramLabel = "KIND", description = "refill (default), fixed or sliding.")
    private @Nullable String limitKind;

    @Option(names = "--minute", paramLabel = TIME, description = "How long a minute of the limits is. Default: 60s.")
    private @Nullable String minute;

    @Option(names = "--day", paramLabel = TIME, description = "How long a day of the limits is. Default: 24h.")
    private @Nullable String day;

    @Option(names = "--slices", paramLabel = NUMBER, description = "Enforces a minute in so many parts. Default: 1.")
    private @Nullable String slices;

    @Option(
            names = "--others",
            paramLabel = "SHARE",
            description = "What another client of the key uses of the limits, for example 0.3. Default: 0.")
    private @Nullable String others;

    @Option(names = "--refused-count", paramLabel = "BOOL", description = "Whether refused calls count. Default: true.")
    private @Nullable String refusedCount;

    @Option(
            names = "--limit-headers",
            paramLabel = "BOOL",
            description = "Whether replies tell the limits. Default: true.")
    private @Nullable String limitHeaders;

    @Option(
            names = "--faults",
            paramLabel = "LIST",
            description =
                    "For example silent=0.01,slow-body=0.01:2: the share of the documents, and how many calls of each.")
    private @Nullable String faults;

    @Option(names = "--fault-seed", paramLabel = NUMBER, description = "Another one strikes other documents.")
    private @Nullable String faultSeed;

    @Option(names = "--pace", paramLabel = TIME, description = "Between two bytes of a slow body. Default: 5ms.")
    private @Nullable String pace;

    @Option(
            names = "--retry-after",
            paramLabel = TIME,
            description = "What the fault rate-limited says. Default: 20ms.")
    private @Nullable String retryAfter;

    /** Those that were given, by name. */
    Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            String name = option.longestName().substring(2);
            if (Settings.names().contains(name)) {
                given.put(name, option.getValue());
            }
        }
        return given;
    }
}
