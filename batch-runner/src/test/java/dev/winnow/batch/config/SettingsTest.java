package dev.winnow.batch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.core.limit.Bounds;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.OutputStyle;
import dev.winnow.core.schema.Dialect;
import dev.winnow.core.tool.ApiShape;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemsException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written as a setting arrives as what it means, and what is out of bounds is said. */
class SettingsTest {

    private static Arguments setting(String name, String written, Function<Settings, Object> read, Object expected) {
        return Arguments.of(name, written, read, expected);
    }

    private static Arguments endpoint(
            String name, String written, Function<EndpointProperties, Object> read, Object is) {
        return setting("winnow.endpoints.my-gateway." + name, written, all -> read.apply(gateway(all)), is);
    }

    private static EndpointProperties gateway(Settings all) {
        return Optional.ofNullable(all.model().endpoints().get("my-gateway")).orElseThrow();
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                endpoint(
                        "base-url",
                        "https://host/v1",
                        EndpointProperties::baseUrl,
                        some(URI.create("https://host/v1"))),
                endpoint("kind", "azure", EndpointProperties::kind, some(Endpoint.Kind.AZURE)),
                endpoint("api", "responses", EndpointProperties::api, some(ApiShape.RESPONSES)),
                endpoint("style", "tool", EndpointProperties::style, some(OutputStyle.TOOL)),
                endpoint("dialect", "plain", EndpointProperties::dialect, some(Dialect.PLAIN)),
                endpoint("keys", "env:A, file:/run/b", EndpointProperties::keys, List.of("env:A", "file:/run/b")),
                endpoint("api-version", "2024-10-21", EndpointProperties::apiVersion, some("2024-10-21")),
                endpoint("requests-per-minute", "500", EndpointProperties::requestsPerMinute, some(500L)),
                endpoint("tokens-per-minute", "200000", EndpointProperties::tokensPerMinute, some(200_000L)),
                endpoint("requests-per-day", "10000", EndpointProperties::requestsPerDay, some(10_000L)),
                endpoint("tokens-per-day", "900000", EndpointProperties::tokensPerDay, some(900_000L)),
                endpoint("limits[gpt-5.4-nano].requests-per-minute", "7", own -> rpm(own, "gpt-5.4-nano"), some(7L)),
                endpoint(
                        "limits[org/Llama-4:8b].requests-per-minute", "7", own -> rpm(own, "org/Llama-4:8b"), some(7L)),
                endpoint("limits.gpt-5-mini.requests-per-minute", "7", own -> rpm(own, "gpt-5-mini"), some(7L)),
                endpoint(
                        "limits[a.b].tokens-per-day",
                        "7",
                        own -> own.limitsOf("a.b").tokensPerDay(),
                        some(7L)),
                endpoint(
                        "limits[a.b].tokens-per-minute",
                        "7",
                        own -> own.limitsOf("ab1").tokensPerMinute(),
                        Optional.empty()),
                setting(
                        "winnow.limits.minute",
                        "3s",
                        all -> all.general().limits().minute(),
                        Duration.ofSeconds(3)),
                setting("winnow.routes.receipt", "a/b", all -> all.model().routes(), Map.of("receipt", "a/b")),
                setting("winnow.route", " a/b ", all -> all.model().route(), some("a/b")),
                setting("winnow.model", "m", all -> all.model().model(), some("m")),
                setting("winnow.api", "responses", all -> all.model().api(), ApiShape.RESPONSES),
                setting("winnow.style", "tool", all -> all.model().style(), OutputStyle.TOOL),
                setting("winnow.reasoning-effort", "low", all -> all.model().reasoningEffort(), some("low")),
                setting("winnow.max-output-tokens", "16", all -> all.model().maxOutputTokens(), 16),
                setting("winnow.allow-http", "true", all -> all.model().allowHttp(), true),
                setting("winnow.models", "m.json", all -> all.model().models(), some("m.json")),
                setting("winnow.max-input-tokens", "9000", all -> all.model().maxInputTokens(), some(9_000)),
                setting("winnow.bounds.corrections", "0", all -> bounds(all).corrections(), 0),
                setting(
                        "winnow.bounds.tokens-per-document",
                        "9",
                        all -> bounds(all).tokensPerDocument(),
                        9L),
                setting("winnow.bounds.retries", "3", all -> bounds(all).retries(), 3),
                setting("winnow.bounds.longest-wait", "90s", all -> bounds(all).longestWait(), Duration.ofSeconds(90)),
                setting("winnow.bounds.longest-outage", "2h", all -> bounds(all).longestOutage(), Duration.ofHours(2)),
                setting(
                        "winnow.budget.usd-per-run",
                        "0.50",
                        all -> budget(all).usdPerRun(),
                        some(new BigDecimal("0.50"))),
                setting("winnow.budget.usd-per-day", "5", all -> budget(all).usdPerDay(), some(new BigDecimal("5"))),
                setting("winnow.budget.tokens-per-run", "7", all -> budget(all).tokensPerRun(), some(7L)),
                setting("winnow.budget.tokens-per-day", "8", all -> budget(all).tokensPerDay(), some(8L)),
                setting("winnow.timeouts.silence", "30s", all -> timeouts(all).silence(), Duration.ofSeconds(30)));
    }

    private static Optional<Long> rpm(EndpointProperties own, String model) {
        return own.limitsOf(model).requestsPerMinute();
    }

    private static <T> Optional<T> some(T value) {
        return Optional.of(value);
    }

    private static Bounds bounds(Settings all) {
        return all.general().bounds().bounds();
    }

    private static BudgetProperties budget(Settings all) {
        return all.general().budget();
    }

    private static TimeoutProperties timeouts(Settings all) {
        return all.general().timeouts();
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("settings")
    void arriveAsWhatTheyMean(String name, String written, Function<Settings, Object> read, Object expected) {
        Settings all = Settings.read(Map.of(name, written));
        assertThat(read.apply(all)).isEqualTo(expected);
        assertThat(problems(all)).isEmpty();
        assertThat(all.toString()).doesNotContain("/run/b");
    }

    private static List<String> problems(Settings all) {
        return Stream.concat(all.general().problems().stream(), all.model().problems().stream())
                .map(Problem::toString)
                .toList();
    }

    @Test
    void haveTheDefaultsThatTheExtractionHas() {
        Settings all = Settings.read(Map.of());
        assertThat(bounds(all)).isEqualTo(Bounds.standard());
        assertThat(problems(all)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    winnow.max-in-flight               | 0   | --max-in-flight (winnow.max-in-flight): is 0, at least 1 [setting]
                    winnow.max-output-tokens           | 15  | --max-output-tokens (winnow.max-output-tokens): is 15, at least 16 [setting]
                    winnow.max-input-tokens            | 0   | winnow.max-input-tokens: is 0, at least 1 [setting]
                    winnow.stop-grace                  | -1s | winnow.stop-grace: is -1s, at least 0s [setting]
                    winnow.bounds.corrections          | -1  | winnow.bounds.corrections: is -1, at least 0 [setting]
                    winnow.bounds.tokens-per-document  | 0   | winnow.bounds.tokens-per-document: is 0, at least 1 [setting]
                    winnow.bounds.retries              | -2  | winnow.bounds.retries: is -2, at least 0 [setting]
                    winnow.bounds.longest-wait         | 5ms | winnow.bounds.longest-wait: is 5ms, at least 1s [setting]
                    winnow.bounds.longest-outage       | 0s  | winnow.bounds.longest-outage: is 0s, at least 1s [setting]
                    winnow.budget.usd-per-run          | 0   | --budget-usd (winnow.budget.usd-per-run): is 0, more than 0 [setting]
                    winnow.budget.usd-per-day          | -1  | winnow.budget.usd-per-day: is -1, more than 0 [setting]
                    winnow.budget.tokens-per-run       | 0   | --budget-tokens (winnow.budget.tokens-per-run): is 0, at least 1 [setting]
                    winnow.budget.tokens-per-day       | 0   | winnow.budget.tokens-per-day: is 0, at least 1 [setting]
                    winnow.journal.max-age             | 0s  | winnow.journal.max-age: is 0s, at least 1s [setting]
                    winnow.journal.keep-replies        | 0s  | winnow.journal.keep-replies: is 0s, at least 1s [setting]
                    winnow.timeouts.connect            | 0s  | winnow.timeouts.connect: is 0s, at least 1ms [setting]
                    winnow.timeouts.silence            | 0s  | winnow.timeouts.silence: is 0s, at least 1ms [setting]
                    winnow.timeouts.whole-call         | 50m | winnow.timeouts.whole-call: is 3000s, at most 2700s [setting]
                    winnow.limits.minute               | 2m  | winnow.limits.minute: is 120s, at most 60s [setting]
                    winnow.limits.minute               | 0s  | winnow.limits.minute: is 0s, at least 100ms [setting]
                    winnow.endpoints.x.requests-per-minute | 0 | winnow.endpoints.x.requests-per-minute: is 0, at least 1 [setting]
                    winnow.endpoints.x.requests-per-day | 0 | winnow.endpoints.x.requests-per-day: is 0, at least 1 [setting]
                    winnow.endpoints.x.tokens-per-day | 0 | winnow.endpoints.x.tokens-per-day: is 0, at least 1 [setting]
                    winnow.endpoints.x.limits[gpt-5.4].requests-per-day | 0 | winnow.endpoints.x.limits[gpt-5.4].requests-per-day: is 0, at least 1 [setting]
                    winnow.endpoints.x.tokens-per-minute | 0 | winnow.endpoints.x.tokens-per-minute: is 0, at least 1 [setting]
                    """)
    void haveBounds(String name, String written, String problem) {
        assertThat(problems(Settings.read(Map.of(name, written)))).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "winnow.api, sk-secret",
        "winnow.endpoints.x.kind, sk-secret",
        "winnow.endpoints.x.base-url, sk-secret %zz",
        "winnow.budget.usd-per-run, sk-secret",
        "winnow.journal.reuse, sk-secret",
        "winnow.too-long, sk-secret",
        "winnow.timeouts.silence, sk-secret"
    })
    void thatCannotBeReadAreNamedAndNotQuoted(String name, String written) {
        assertThatThrownBy(() -> Settings.read(Map.of(name, written)))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining(name + ": has a value that cannot be read")
                .hasMessageNotContaining("sk-secret");
    }

    @Test
    void thatCannotBeReadAreSaidTogether() {
        assertThatThrownBy(() -> Settings.read(Map.of("winnow.api", "none", "winnow.max-in-flight", "many")))
                .hasMessageContaining("winnow.api")
                .hasMessageContaining("winnow.max-in-flight");
    }
}
