package dev.winnow.core.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Kind;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request above the whole limit would wait for ever: its figures tell it from one that comes too early. */
class OversizedRequestTest {

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private Object answered(String message) {
        return server.answer(
                        429,
                        "{\"error\": {\"message\": \"" + message
                                + "\", \"type\": \"tokens\", \"code\": \"rate_limit_exceeded\"}}")
                .call();
    }

    @Test
    void aRequestAboveTheWholeLimitIsTooLong() {
        assertThat(answered("Request too large for m in org canary on tokens per min (TPM): Limit 30000, Requested"
                        + " 30001."))
                .isEqualTo(new CallFailure(Kind.TOO_LONG, 429, "request_too_large", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rate limit reached for m: Limit 30000, Used 29000, Requested 5000. Please try again in 8s.",
                "Limit 30000, Requested 30000",
                "Limit 99999999999999999999, Requested 999999999999999999999",
                "Rate limit reached",
                ""
            })
    void everyOtherWaits(String message) {
        assertThat(answered(message))
                .isEqualTo(new CallFailure(Kind.RATE_LIMITED, 429, "rate_limit_exceeded", Optional.empty()));
    }
}
