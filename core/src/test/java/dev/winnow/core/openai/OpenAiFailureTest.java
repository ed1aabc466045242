package dev.winnow.core.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.ApiKeys.ApiKey;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.ModelReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiFailureTest {

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private static String error(String type, String code) {
        return "{\"error\": {\"message\": \"canary: " + FakeServer.TEXT + " " + FakeServer.KEY + "\", \"type\": " + type
                + ", \"param\": \"canary\", \"code\": " + code + "}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "401 | \"invalid_request_error\" | \"invalid_api_key\"                   | BAD_KEY         | invalid_api_key",
                "403 | \"invalid_request_error\" | \"unsupported_country_region_territory\" | FORBIDDEN    | unsupported_country_region_territory",
                "404 | \"invalid_request_error\" | \"model_not_found\"                   | UNKNOWN_MODEL   | model_not_found",
                "429 | \"tokens\"                | \"rate_limit_exceeded\"               | RATE_LIMITED    | rate_limit_exceeded",
                "429 | \"requests\"              | null                                  | RATE_LIMITED    | requests",
                "429 | \"insufficient_quota\"    | \"insufficient_quota\"                | QUOTA_EXHAUSTED | insufficient_quota",
                "429 | \"insufficient_quota\"    | null                                  | QUOTA_EXHAUSTED | insufficient_quota",
                "429 | \"x\"                     | \"credit_balance_exhausted\"          | QUOTA_EXHAUSTED | credit_balance_exhausted",
                "429 | \"x\"                     | \"organization_spend_limit_exceeded\" | QUOTA_EXHAUSTED | organization_spend_limit_exceeded",
                "429 | \"x\"                     | \"project_spend_limit_exceeded\"      | QUOTA_EXHAUSTED | project_spend_limit_exceeded",
                "429 | \"x\"                     | \"organization_usage_limit_exceeded\" | QUOTA_EXHAUSTED | organization_usage_limit_exceeded",
                "400 | \"invalid_request_error\" | \"billing_hard_limit_reached\"        | QUOTA_EXHAUSTED | billing_hard_limit_reached",
                "429 | \"billing_not_active\"    | \"billing_not_active\"                | QUOTA_EXHAUSTED | billing_not_active",
                "400 | \"billing_error\"         | null                                  | QUOTA_EXHAUSTED | billing_error",
                "402 | null                      | 402                                   | QUOTA_EXHAUSTED | 402",
                "400 | \"invalid_request_error\" | \"invalid_value\"                     | REJECTED        | invalid_value",
                "400 | \"invalid_request_error\" | null                                  | REJECTED        | invalid_request_error",
                "400 | null                      | null                                  | REJECTED        | ``",
                "400 | \"invalid_request_error\" | \"context_length_exceeded\"           | TOO_LONG        | context_length_exceeded",
                "400 | null                      | \"content_filter\"                    | FILTERED        | content_filter",
                "400 | \"BadRequestError\"       | 400                                   | REJECTED        | 400",
                "422 | \"invalid_request_error\" | null                                  | REJECTED        | invalid_request_error",
                "413 | null                      | null                                  | TOO_LONG        | ``",
                "408 | null                      | null                                  | SERVER_ERROR    | ``",
                "409 | null                      | null                                  | SERVER_ERROR    | ``",
                "500 | \"server_error\"          | null                                  | SERVER_ERROR    | server_error",
                "500 | \"x\"                     | \"server_is_overloaded\"              | OVERLOADED      | server_is_overloaded",
                "503 | \"service_unavailable_error\" | \"server_is_overloaded\"         | OVERLOADED      | server_is_overloaded",
                "429 | \"rate_limit_error\"      | \"slow_down\"                         | OVERLOADED      | slow_down",
                "429 | \"x\"                     | \"resource_unavailable\"              | RATE_LIMITED    | resource_unavailable",
                "400 | \"x\"                     | \"invalid_api_key\"                   | BAD_KEY         | invalid_api_key",
                "403 | \"x\"                     | \"model_not_found\"                   | UNKNOWN_MODEL   | model_not_found",
                "404 | null                      | null                                  | UNKNOWN_MODEL   | ``",
                "400 | \"exceed_context_size_error\" | 400                              | TOO_LONG        | 400",
                "400 | \"x\"                     | \"string_above_max_length\"           | TOO_LONG        | string_above_max_length",
                "400 | \"invalid_request_error\" | \"unsupported_parameter\"             | REJECTED        | unsupported_parameter",
                "400 | \"invalid_request_error\" | \"invalid_json_schema\"               | REJECTED        | invalid_json_schema",
                "301 | null                      | null                                  | UNKNOWN_MODEL   | ``",
                "503 | \"InternalServerError\"   | 503                                   | OVERLOADED      | 503",
                "529 | null                      | null                                  | OVERLOADED      | ``",
                "400 | null                      | \"canary is a whole sentence\"        | REJECTED        | ``",
                "400 | {\"canary\": 1}           | [\"canary\"]                          | REJECTED        | ``",
            })
    void isMappedByStatusAndCode(int status, String type, String code, Kind kind, String shown) {
        CallResult result = server.answer(status, error(type, code)).call();

        assertThat(result).isEqualTo(new CallFailure(kind, status, shown, Optional.empty()));
        assertThat(result.toString()).doesNotContain("canary");
        assertThat(server.received).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"500, SERVER_ERROR", "502, SERVER_ERROR", "429, RATE_LIMITED", "401, BAD_KEY", "400, REJECTED"})
    void isMappedByStatusWhereTheBodyIsNoJson(int status, Kind kind) {
        CallFailure failure = new CallFailure(kind, status, "", Optional.empty());

        for (String body : List.of("<html>canary</html>", "", "\"canary\"", "{\"error\": \"canary\"}")) {
            server.keys.clear();
            server.keys.add(new ApiKey("one", FakeServer.KEY));
            assertThat(server.answer(status, body).call()).as(body).isEqualTo(failure);
        }
    }

    @Test
    void isMappedWhereTheErrorIsTheWholeBody() {
        String flat = "{\"object\": \"error\", \"message\": \"canary\", \"type\": \"BadRequestError\", \"code\": 400}";

        assertThat(server.answer(400, flat).call())
                .isEqualTo(new CallFailure(Kind.REJECTED, 400, "400", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry-after: 7          |                       | 7000",
                "retry-after: 0.25       |                       | 250",
                "Retry-After: 172800     |                       | 172800000",
                "retry-after-ms: 1500    |                       | 1500",
                "retry-after: 9          | retry-after-ms: 40    | 40",
                "retry-after: 9          | retry-after-ms: soon  | 9000",
                "retry-after: -5         |                       |",
                "retry-after: NaN        |                       |",
                "retry-after: Wed, 21 Oct 2026 07:28:00 GMT |    | 61000",
                "retry-after: Wed, 21 Oct 2026 07:20:00 GMT |    | 0",
                "retry-after: Wed, 21 Oct    |                    |",
                "x-other: 1              |                       |",
            })
    void keepsHowLongTheServerAskedToWait(String header, String other, Long milliseconds) {
        String[] headers = other == null ? new String[] {header} : new String[] {header, other};
        CallResult result =
                server.answer(429, error("\"tokens\"", "null"), headers).call();

        assertThat(((CallFailure) result).retryAfter())
                .isEqualTo(Optional.ofNullable(milliseconds).map(Duration::ofMillis));
    }

    @Test
    void whatAModerationFlagsIsTheDocuments() {
        String flagged = "{\"error\": {\"message\": \"canary\", \"code\": 403, \"metadata\": {\"reasons\": [\"x\"]}}}";
        String spent = "{\"error\": {\"message\": \"canary\", \"code\": 403}}";

        assertThat(server.answer(403, flagged).call())
                .isEqualTo(new CallFailure(Kind.FILTERED, 403, "403", Optional.empty()));
        assertThat(server.answer(403, spent).call())
                .isEqualTo(new CallFailure(Kind.FORBIDDEN, 403, "403", Optional.empty()));
    }

    @Test
    void aDroppedConnectionIsAFailureToo() {
        CallResult result = server.answer(0, "").call();

        assertThat(result).isInstanceOfSatisfying(CallFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.REPLY_LOST);
            assertThat(failure.status()).isZero();
        });
    }

    @Test
    void aCallIsSentOnceEvenWhereAKeptConnectionBreaks() {
        server.answer(500, error("null", "null")).call();
        assertThat(server.answer(0, "").answer(0, "").call()).isInstanceOf(CallFailure.class);

        assertThat(server.received).hasSize(2);
        assertThat(server.received.get(1).clientPort())
                .isEqualTo(server.received.get(0).clientPort());
    }

    @Test
    void aServerThatIsNotThereIsAConnectionFailure() {
        server.goAway();

        assertThat(server.call())
                .isInstanceOfSatisfying(
                        CallFailure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301})
    void aRedirectIsNoReply(int status) {
        CallResult result = server.answer(status, "canary").call();

        assertThat(result).isNotInstanceOf(ModelReply.class);
        assertThat(result.toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "'Request too large for m on tokens per min (TPM): Limit 200000, Requested 250000.', TOO_LONG",
        "'Rate limit reached for m: Limit 200000, Used 170583, Requested 180002.', RATE_LIMITED"
    })
    void aRequestAboveTheWholeLimitIsNotWaitedFor(String message, Kind kind) {
        CallResult result = server.answer(
                        429,
                        "{\"error\": {\"message\": \"" + message
                                + "\", \"type\": \"tokens\", \"code\": \"rate_limit_exceeded\"}}")
                .call();

        assertThat(result)
                .isInstanceOfSatisfying(
                        CallFailure.class, failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    /** vLLM says it in words only, some versions of it with the output limit in them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "This model's maximum context length is 4096 tokens. However, your request has 5000 input tokens. | 400 | TOO_LONG",
                "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (4000 in the messages, 1000 in the completion). | 400 | TOO_LONG",
                "'max_tokens' is too large: 1000. This model's maximum context length is 4096 tokens and your request has 4000 input tokens. | null | TOO_LONG",
                "'max_tokens' is too large: 8192. This model's maximum context length is 4096 tokens and your request has 40 input tokens. | 400 | REJECTED",
                "However, you requested 9000 tokens (40 in the messages, 8960 in the completion), and the maximum context length is 4096 | 400 | REJECTED",
                "The maximum context length is many tokens. | 400 | REJECTED",
                "The maximum context length is 99999999999999999999 tokens, 1 in the completion. | 400 | TOO_LONG",
                "The value \\\"maximum context length is 7\\\" is wrong. | \"invalid_value\" | REJECTED",
            })
    void aContextThatIsTooShortIsToldByItsFigures(String message, String code, Kind kind) {
        CallResult result = server.answer(
                        400,
                        "{\"error\": {\"message\": \"" + message + "\", \"type\": \"BadRequestError\", \"param\": null,"
                                + " \"code\": " + code + "}}")
                .call();

        assertThat(result)
                .isInstanceOfSatisfying(
                        CallFailure.class, failure -> assertThat(failure.kind()).isEqualTo(kind));
    }
}
