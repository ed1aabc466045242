package dev.winnow.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.CallFailure.Handling;
import dev.winnow.core.model.CallFailure.Kind;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator is told when a failure stops the run. */
class CallFailureTest {

    private static final Target TARGET = Target.of(
            Endpoint.named("vllm", URI.create("http://localhost:8000/v1")),
            ModelProfiles.load().of("qwen3"),
            1_000);

    private static String advice(Kind kind, int status, String code) {
        return new CallFailure(kind, status, code, Optional.empty()).advice(TARGET);
    }

    @ParameterizedTest
    @EnumSource
    void eachStopNamesItsEndpointAndCause(Kind kind) {
        assertThat(advice(kind, 400, "the_code")).startsWith("endpoint vllm: " + kind + ", HTTP 400, the_code: ");
        if (kind.handling() == Handling.STOP) {
            assertThat(advice(kind, 400, "the_code")).doesNotContain("document", "--base-url");
        }
    }

    @Test
    void anUnknownModelMayBeAWrongAddress() {
        assertThat(advice(Kind.UNKNOWN_MODEL, 404, ""))
                .isEqualTo(
                        "endpoint vllm: UNKNOWN_MODEL, HTTP 404: it does not know the model qwen3, or its base URL"
                                + " is wrong; check the stop vllm/qwen3 of the route (or --model), and the endpoint's base-url");
    }

    @Test
    void whatAKeyMayNotDoNamesTheModel() {
        assertThat(advice(Kind.FORBIDDEN, 403, "")).contains("its key may not use qwen3;");
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_api_key, it takes no key that it was given",
        "no_key, 'none of its keys is left, each was refused'",
        "malformed_key, 'its key holds what no key can hold, such as a line break'"
    })
    void aMissingKeyIsToldFromABadOne(String code, String words) {
        assertThat(advice(Kind.BAD_KEY, 0, code))
                .isEqualTo("endpoint vllm: BAD_KEY, " + code + ": " + words + "; give it a valid one");
    }
}
