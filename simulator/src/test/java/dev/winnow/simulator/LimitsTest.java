package dev.winnow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitsTest {
    /** A clock that stands until it is moved. */
    private static final class StandingClock extends Clock {
        private volatile Instant now = Instant.EPOCH;

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final StandingClock clock = new StandingClock();
    private Simulator simulator = limited(Limits.none());

    private Simulator limited(Limits limits) {
        Answers answers = Answers.of(List.of(Answer.of("the document", "{\"content\":\"x\"}")));
        return Simulator.start(SimulatorOptions.defaults().withLimits(limits), answers, clock);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void limit(Limits limits) {
        simulator.close();
        simulator = limited(limits);
    }

    private Caller.Response call(int maxTokens) throws Exception {
        return new Caller(simulator).chat(Requests.plain("the document").put("max_tokens", maxTokens));
    }

    @Test
    void generousWhenThereAreNone() throws Exception {
        Caller.Response response = call(10);
        assertThat(response.header("x-ratelimit-limit-requests")).isEqualTo("1000000000");
        assertThat(response.header("x-ratelimit-remaining-requests")).isEqualTo("999999999");
        assertThat(response.header("x-ratelimit-limit-tokens")).isEqualTo("1000000000000");
        assertThat(response.header("x-ratelimit-reset-tokens")).isEqualTo("1ms");
    }

    @Test
    void countsDownAndComesBack() throws Exception {
        limit(Limits.perMinute(3, 1_000_000));
        assertThat(call(10).header("x-ratelimit-remaining-requests")).isEqualTo("2");
        assertThat(call(10).header("x-ratelimit-reset-requests")).isEqualTo("40s");
        assertThat(call(10).status()).isEqualTo(200);
        Caller.Response refused = call(10);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.error("type")).isEqualTo("requests");
        assertThat(refused.error("code")).isEqualTo("rate_limit_exceeded");
        assertThat(refused.error("message"))
                .endsWith("on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s.");
        assertThat(refused.header("retry-after")).isEqualTo("20");
        assertThat(refused.header("retry-after-ms")).isEqualTo("20000");
        clock.advance(Duration.ofSeconds(20));
        assertThat(call(10).status()).isEqualTo(200);
    }

    @Test
    void aRefusedCallCountsToo() throws Exception {
        limit(Limits.perMinute(1, 1_000_000));
        call(10);
        clock.advance(Duration.ofSeconds(59));
        assertThat(call(10).header("retry-after")).isEqualTo("60");
        clock.advance(Duration.ofSeconds(59));
        assertThat(call(10).status()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(60));
        assertThat(call(10).status()).isEqualTo(200);
    }

    /** The figures are those of a recorded answer of the real server. */
    @Test
    void countsTokensAsTheRealServer() throws Exception {
        limit(Limits.perMinute(1000, 200_000));
        call(170_583);
        Caller.Response refused = call(180_002);
        assertThat(refused.error("type")).isEqualTo("tokens");
        assertThat(refused.error("message")).contains("Limit 200000, Used 170583, Requested 180002.");
        assertThat(refused.header("retry-after")).isEqualTo("46");
        assertThat(refused.header("retry-after-ms")).startsWith("4517");
        assertThat(refused.header("x-ratelimit-remaining-tokens")).isEqualTo("29417");
        assertThat(refused.header("x-ratelimit-reset-tokens")).startsWith("51.17");
    }

    @Test
    void aCallAboveTheWholeLimitNeverFits() throws Exception {
        limit(Limits.perMinute(10, 1000));
        Caller.Response refused = call(1001);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.error("message")).startsWith("Request too large for winnow-offline");
    }

    @Test
    void aMinuteMayBeShort() throws Exception {
        limit(new Limits(1, 1000, Duration.ofMillis(100)));
        call(1);
        assertThat(call(1).header("retry-after-ms")).isEqualTo("100");
        assertThat(call(1).header("x-ratelimit-reset-requests")).isEqualTo("100ms");
    }
}
