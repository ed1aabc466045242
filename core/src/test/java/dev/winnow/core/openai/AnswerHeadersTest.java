package dev.winnow.core.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.Headers;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.OutputForm;
import dev.winnow.core.model.RateLimits;
import dev.winnow.core.model.RateLimits.Limit;
import dev.winnow.core.schema.RecordSchema;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerHeadersTest {

    private static final String[] LIMITS = {
        "x-request-id: req_0123",
        "x-ratelimit-limit-requests: 500",
        "x-ratelimit-remaining-requests: 499",
        "x-ratelimit-reset-requests: 120ms",
        "x-ratelimit-limit-tokens: 200000",
        "x-ratelimit-remaining-tokens: 29417",
        "x-ratelimit-reset-tokens: 51.174s"
    };
    private static final RateLimits TOLD = new RateLimits(
            Optional.of(new Limit(500, 499, Duration.ofMillis(120))),
            Optional.of(new Limit(200_000, 29_417, Duration.ofMillis(51_174))));

    private final FakeServer server = new FakeServer();
    private final ModelRequest request =
            FakeServer.request(new OutputForm.Schema(new RecordSchema("receipt", "A receipt.", FakeServer.schema())));

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1s, PT1S",
        "6m0s, PT6M",
        "17ms, PT0.017S",
        "51.174s, PT51.174S",
        "1h2m3s4ms, PT1H2M3.004S",
        "1m500ms, PT1M0.5S",
        "250us, PT0.00025S",
        "250µs, PT0.00025S",
        "3ns, PT0.000000003S",
        "0s, PT0S",
        "12, PT12S",
        "2562047h47m16s, PT2562047H47M16S"
    })
    void readsGoDurations(String written, Duration duration) {
        assertThat(AnswerHeaders.goDuration(written)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "1x", "1s 2m", "-1s", "1ss", "1.s", "NaN", "1234567890123s", "1s,", "PT1S"})
    void anythingElseIsNoDuration(String written) {
        assertThat(AnswerHeaders.goDuration(written)).isEmpty();
    }

    @Test
    void areToldOfARepliesExchange() {
        Exchange exchange =
                server.answer(200, Way.CHAT_SCHEMA.record("{}"), LIMITS).exchange(request);

        assertThat(exchange.requestId()).contains("req_0123");
        assertThat(exchange.limits()).isEqualTo(TOLD);
    }

    @ParameterizedTest
    @CsvSource({"200, <html>", "200, {}", "400, {}", "429, ''", "500, <html>"})
    void areToldOfAFailuresExchangeToo(int status, String body) {
        Exchange exchange = server.answer(status, body, LIMITS).exchange(request);

        assertThat(exchange.result()).isInstanceOf(CallFailure.class);
        assertThat(exchange.requestId()).contains("req_0123");
        assertThat(exchange.limits()).isEqualTo(TOLD);
    }

    @Test
    void areOftenMissing() {
        Exchange exchange = server.answer(200, Way.CHAT_SCHEMA.record("{}")).exchange(request);

        assertThat(exchange.requestId()).isEmpty();
        assertThat(exchange.limits()).isEqualTo(RateLimits.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "\u001b[31mred", "ünïcode"})
    void aRequestIdThatCannotBeKeptInLogsIsNone(String id) {
        assertThat(new AnswerHeaders(Headers.builder().put("x-request-id", id).build()).requestId())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, 5, 1s", "5, -1, 1s", "5, 4, soon", "5.5, 4, 1s", "9999999999999999, 4, 1s", "5, , 1s"})
    void aLimitThatCannotBeReadIsNone(String limit, String remaining, String reset) {
        Headers.Builder headers =
                Headers.builder().put("x-ratelimit-limit-tokens", limit).put("x-ratelimit-reset-tokens", reset);
        if (remaining != null) {
            headers.put("x-ratelimit-remaining-tokens", remaining);
        }

        assertThat(new AnswerHeaders(headers.build()).limits()).isEqualTo(RateLimits.NONE);
    }

    @Test
    void ofTwoTokenLimitsTheScarcerCounts() {
        Headers.Builder headers = Headers.builder();
        for (String name : new String[] {"tokens", "project-tokens"}) {
            headers.put("x-ratelimit-limit-" + name, "100")
                    .put("x-ratelimit-remaining-" + name, name.equals("tokens") ? "50" : "10")
                    .put("x-ratelimit-reset-" + name, "1s");
        }

        assertThat(new AnswerHeaders(headers.build()).limits().tokens())
                .contains(new Limit(100, 10, Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource({
        // type, remaining requests, remaining tokens, milliseconds to wait
        "tokens,             0, 29417, 51174",
        "requests,           5,     0,  8640",
        "rate_limit_error,   0,    10,  8640",
        "rate_limit_error,   5,     0, 51174",
        "rate_limit_error,   0,     0, 51174",
        "rate_limit_error,   5,    10,      "
    })
    void theResetOfTheExhaustedLimitStandsInForRetryAfter(String type, int requests, int tokens, Long milliseconds) {
        String[] headers = {
            "x-ratelimit-limit-requests: 500",
            "x-ratelimit-remaining-requests: " + requests,
            "x-ratelimit-reset-requests: 8.64s",
            "x-ratelimit-limit-tokens: 200000",
            "x-ratelimit-remaining-tokens: " + tokens,
            "x-ratelimit-reset-tokens: 51.174s"
        };
        String body = "{\"error\": {\"type\": \"" + type + "\", \"code\": \"rate_limit_exceeded\"}}";

        assertThat(((CallFailure) server.answer(429, body, headers)
                                .exchange(request)
                                .result())
                        .retryAfter())
                .isEqualTo(Optional.ofNullable(milliseconds).map(Duration::ofMillis));
    }

    @Test
    void retryAfterGoesBeforeTheReset() {
        assertThat(((CallFailure) server.answer(
                                        429,
                                        "{\"error\": {\"type\": \"tokens\"}}",
                                        "retry-after-ms: 45175",
                                        "retry-after: 46",
                                        "x-ratelimit-limit-tokens: 200000",
                                        "x-ratelimit-remaining-tokens: 29417",
                                        "x-ratelimit-reset-tokens: 51.174s")
                                .exchange(request)
                                .result())
                        .retryAfter())
                .contains(Duration.ofMillis(45_175));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"retry-after: Fri, 31 Dec 9999 23:59:59 GMT", "x-ratelimit-reset-tokens: 999999999h999999999h"})
    void aWaitThatNobodyCanReckonWithIsAMonth(String header) {
        assertThat(((CallFailure) server.answer(
                                        429,
                                        "{\"error\": {\"type\": \"tokens\"}}",
                                        "x-ratelimit-limit-tokens: 200000",
                                        "x-ratelimit-remaining-tokens: 0",
                                        header)
                                .exchange(request)
                                .result())
                        .retryAfter())
                .contains(Duration.ofDays(30));
    }
}
