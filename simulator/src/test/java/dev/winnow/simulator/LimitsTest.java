package dev.winnow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
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

    private Caller.Response callWith(String key, String model) throws Exception {
        JsonNode request = Requests.plain("the document").put("model", model).put("max_tokens", 10);
        return Caller.send(new Caller(simulator)
                .builder("/v1/chat/completions", key)
                .POST(BodyPublishers.ofString(request.toString())));
    }

    private static Limits one(Limit.Of of, long amount, Limit.Kind kind) {
        return new Limits(List.of(new Limit(of, amount, Duration.ofMinutes(1), kind, 1)), true, true, 0);
    }

    @Test
    void eachModelHasThemForEachKey() throws Exception {
        simulator.close();
        simulator = Simulator.start(
                SimulatorOptions.defaults().withModels("a", "b").withLimits(Limits.perMinute(1, 1_000)),
                Answers.of(List.of(Answer.of("the document", "{\"content\":\"x\"}"))),
                clock);
        assertThat(callWith("sk-1", "a").status()).isEqualTo(200);
        assertThat(callWith("sk-2", "a").status()).isEqualTo(200);
        assertThat(callWith("sk-1", "b").status()).isEqualTo(200);
        assertThat(callWith("sk-1", "a").status()).isEqualTo(429);
        assertThat(simulator.quotaUse())
                .extracting(QuotaUse::model, QuotaUse::key, QuotaUse::admitted, QuotaUse::refused)
                .containsExactly(tuple("a", 0, 1L, 1L), tuple("a", 1, 1L, 0L), tuple("b", 0, 1L, 0L));
    }

    @Test
    void tellsTheEndOfAFixedWindow() throws Exception {
        clock.advance(Duration.ofSeconds(15));
        limit(one(Limit.Of.REQUESTS_PER_MINUTE, 2, Limit.Kind.FIXED));
        assertThat(call(10).header("x-ratelimit-reset-requests")).isEqualTo("45s");
        clock.advance(Duration.ofSeconds(20));
        Caller.Response second = call(10);
        assertThat(second.header("x-ratelimit-remaining-requests")).isEqualTo("0");
        assertThat(second.header("x-ratelimit-limit-tokens")).isEmpty();
        assertThat(call(10).header("retry-after-ms")).isEqualTo("25000");
        clock.advance(Duration.ofSeconds(25));
        assertThat(call(10).header("x-ratelimit-remaining-requests")).isEqualTo("1");
    }

    @Test
    void tellsWhatASlidingWindowWillGiveBack() throws Exception {
        limit(one(Limit.Of.REQUESTS_PER_MINUTE, 2, Limit.Kind.SLIDING).withRefusedCount(false));
        call(10);
        clock.advance(Duration.ofSeconds(20));
        assertThat(call(10).header("x-ratelimit-reset-requests")).isEqualTo("1m0s");
        clock.advance(Duration.ofSeconds(10));
        Caller.Response refused = call(10);
        assertThat(refused.header("retry-after")).isEqualTo("30");
        assertThat(refused.header("x-ratelimit-reset-requests")).isEqualTo("50s");
        clock.advance(Duration.ofSeconds(30));
        assertThat(call(10).status()).isEqualTo(200);
    }

    @Test
    void refusedCallsNeedNotCount() throws Exception {
        limit(Limits.perMinute(1, 1_000_000).withRefusedCount(false));
        call(10);
        clock.advance(Duration.ofSeconds(59));
        assertThat(call(10).header("retry-after")).isEqualTo("1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(call(10).status()).isEqualTo(200);
    }

    @Test
    void aRefusalForTokensUsesUpARequest() throws Exception {
        limit(new Limits(10, 100, Duration.ofMinutes(1)).withKind(Limit.Kind.FIXED));
        call(100);
        Caller.Response refused = call(50);
        assertThat(refused.error("type")).isEqualTo("tokens");
        assertThat(refused.header("x-ratelimit-remaining-requests")).isEqualTo("8");
        assertThat(refused.header("x-ratelimit-remaining-tokens")).isEqualTo("0");
    }

    @Test
    void aServerMayTellNothing() throws Exception {
        limit(Limits.perMinute(1, 1_000_000).withTold(false));
        assertThat(call(10).raw().headers().map().keySet()).noneMatch(name -> name.startsWith("x-ratelimit"));
        Caller.Response refused = call(10);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.raw().headers().map().keySet())
                .noneMatch(name -> name.startsWith("x-ratelimit") || name.startsWith("retry-after"));
    }

    @Test
    void aDayHasItsOwnLimit() throws Exception {
        limit(Limits.perMinute(2, 1_000)
                .and(new Limit(Limit.Of.REQUESTS_PER_DAY, 2, Duration.ofDays(1), Limit.Kind.FIXED, 1)));
        call(10);
        assertThat(call(10).header("x-ratelimit-limit-requests")).isEqualTo("2");
        clock.advance(Duration.ofMinutes(1));
        Caller.Response refused = call(10);
        assertThat(refused.error("message")).contains("on requests per day (RPD): Limit 2, Used 2, Requested 1.");
        assertThat(refused.error("message")).endsWith("Please try again in 23h59m0s.");
    }

    @Test
    void anotherClientOfTheKeyUsesItsShare() throws Exception {
        limit(one(Limit.Of.REQUESTS_PER_MINUTE, 10, Limit.Kind.FIXED).withOthers(0.3));
        assertThat(call(10).header("x-ratelimit-remaining-requests")).isEqualTo("9");
        clock.advance(Duration.ofSeconds(41));
        assertThat(call(10).header("x-ratelimit-remaining-requests")).isEqualTo("6");
    }

    @Test
    void saysOverHttpWhatItAdmitted() throws Exception {
        limit(one(Limit.Of.REQUESTS_PER_MINUTE, 3, Limit.Kind.FIXED));
        call(10);
        clock.advance(Duration.ofMinutes(1));
        call(10);
        JsonNode use = new Caller(simulator).get("/simulator/limits").body();
        assertThat(use).hasToString("""
                [{"model":"winnow-offline","key":0,"since":"1970-01-01T00:00:00Z","until":"1970-01-01T00:01:00Z",\
                "admitted":2,"refused":0,"would_admit":6,"limits":[{"of":"requests_per_minute","kind":"fixed",\
                "amount":3,"period_ms":60000,"slices":1,"admitted":2,"refused":0,"others":0,"others_refused":0,\
                "would_admit":6,"periods":[{"admitted":1,"others":0,"would_admit":3},\
                {"admitted":1,"others":0,"would_admit":3}]}]}]""");
    }

    @Test
    void noOneUsesAllOfTheLimitBesideTheClient() {
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.none().withOthers(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.none().withSlices(0))
                .withMessageContaining("slices");
    }
}
