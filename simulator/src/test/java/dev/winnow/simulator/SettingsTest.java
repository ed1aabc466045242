package dev.winnow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.winnow.simulator.Limit.Kind;
import dev.winnow.simulator.Limit.Of;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static SimulatorOptions with(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Settings.apply(SimulatorOptions.defaults(), settings);
    }

    @Test
    void nothingChangesNothing() {
        assertThat(with()).isEqualTo(SimulatorOptions.defaults());
    }

    @Test
    void readsLimits() {
        Limits limits = with(
                        "requests-per-minute", "600",
                        "tokens-per-minute", "90000",
                        "requests-per-day", "10000",
                        "tokens-per-day", "1000000",
                        "limit-kind", "sliding",
                        "minute", "3s",
                        "day", "2h",
                        "slices", "60",
                        "others", "0.3",
                        "refused-count", "false",
                        "limit-headers", "false")
                .limits();
        Duration minute = Duration.ofSeconds(3);
        assertThat(limits)
                .isEqualTo(new Limits(
                        List.of(
                                new Limit(Of.REQUESTS_PER_MINUTE, 600, minute, Kind.SLIDING, 60),
                                new Limit(Of.TOKENS_PER_MINUTE, 90_000, minute, Kind.SLIDING, 60),
                                new Limit(Of.REQUESTS_PER_DAY, 10_000, Duration.ofHours(2), Kind.SLIDING, 1),
                                new Limit(Of.TOKENS_PER_DAY, 1_000_000, Duration.ofHours(2), Kind.SLIDING, 1)),
                        false,
                        false,
                        0.3));
    }

    @Test
    void whatIsNotNamedHasItsDefault() {
        assertThat(with("requests-per-minute", "600").limits())
                .isEqualTo(new Limits(
                        List.of(new Limit(Of.REQUESTS_PER_MINUTE, 600, Duration.ofMinutes(1), Kind.REFILL, 1)),
                        true,
                        true,
                        0));
    }

    @Test
    void readsFaults() {
        assertThat(with("faults", "silent=0.01, slow-body=0.02:3", "fault-seed", "7", "pace", "1s")
                        .faults())
                .isEqualTo(Faults.none()
                        .with(Fault.SILENT, 0.01)
                        .with(Fault.SLOW_BODY, 0.02, 3)
                        .withSeed(7)
                        .withPace(Duration.ofSeconds(1)));
        assertThat(with("retry-after", "1m").faults().retryAfter()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void readsLatencyAndModels() {
        assertThat(with("latency", "200ms").latency().next()).isEqualTo(Duration.ofMillis(200));
        Latency tail = Latency.heavyTail(7);
        Latency read = with("latency", "heavy-tail:7").latency();
        for (int i = 0; i < 1_000; i++) {
            assertThat(read.next()).isEqualTo(tail.next());
        }
        assertThat(with("models", "a,b").models()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource({
        "latency, soon, a duration",
        "latency, 200, a duration",
        "latency, heavy-tail:x, heavy-tail:SEED",
        "limit-kind, leaky, sliding",
        "requests-per-minute, many, whole number",
        "requests-per-minute, 0, must be positive",
        "others, all, a number",
        "others, 1, below 1",
        "limit-headers, no, true or false",
        "faults, gone=0.1, NAME=FRACTION",
        "faults, silent, NAME=FRACTION",
        "faults, silent=2, not be above 1",
        "latencies, 1s, must be one of"
    })
    void saysWhatIsWrong(String name, String value, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(name, value))
                .withMessageContaining(problem)
                .withMessageMatching("(?s)(" + name + "|limit|limits|faults): .*");
    }
}
