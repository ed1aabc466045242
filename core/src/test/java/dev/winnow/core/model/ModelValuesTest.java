package dev.winnow.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.core.model.ModelReply.FinishReason;
import dev.winnow.core.model.ModelReply.ToolCall;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelValuesTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1,  openai-api api.openai.com/v1",
        "http://localhost:8000/v1,   openai-api localhost:8000/v1",
        "https://host,               openai-api host",
    })
    void anEndpointIsIdentifiedByHostPortAndPath(URI url, String identity) {
        assertThat(Endpoint.at(url))
                .isEqualTo(
                        new Endpoint("openai", identity, url, Endpoint.at(url).kind()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://key@host/v1", "/v1", "mailto:x"})
    void anEndpointHasAHostAndNoCredentials(URI url) {
        assertThatThrownBy(() -> Endpoint.at(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a base URL looks like https://host/v1 and holds no credentials");
    }

    @Test
    void theSimulatorIsTheSameWhereverItListens() {
        assertThat(Endpoint.offline(URI.create("http://localhost:1/v1")).identity())
                .isEqualTo(Endpoint.offline(URI.create("http://localhost:2/v1")).identity())
                .isNotEqualTo(Endpoint.at(URI.create("http://localhost:1/v1")).identity());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void anOutputLimitIsAtLeastOne(int limit) {
        assertThatThrownBy(() -> new Parameters(limit, Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BAD_KEY    | 401 | invalid_api_key | BAD_KEY, HTTP 401, invalid_api_key",
                "UNREACHABLE | 0   | ''              | UNREACHABLE",
                "REPLY_LOST | 0   | SomeException   | REPLY_LOST, SomeException",
                "REJECTED   | 422 | ''              | REJECTED, HTTP 422",
            })
    void aFailureIsSummedUpOnOneLine(CallFailure.Kind kind, int status, String code, String summary) {
        assertThat(new CallFailure(kind, status, code, Optional.empty()).summary())
                .isEqualTo(summary);
    }

    @Test
    void aReplyDoesNotShowItsText() {
        ToolCall call = new ToolCall("receipt", "{\"canary\": 1}");
        ModelReply reply = new ModelReply(
                "m",
                FinishReason.STOP,
                Optional.of("canary"),
                Optional.of("canary"),
                List.of(call),
                Optional.of(Usage.NONE));

        assertThat(call).hasToString("ToolCall[receipt]");
        assertThat(reply)
                .hasToString("ModelReply[m, STOP, Usage[input=0, cached=0, cacheWrite=0, output=0, reasoning=0]]");
    }
}
