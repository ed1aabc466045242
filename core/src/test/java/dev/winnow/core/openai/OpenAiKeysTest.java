package dev.winnow.core.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.ApiKeys.ApiKey;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.OutputForm;
import dev.winnow.core.schema.RecordSchema;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiKeysTest {

    private static final String REFUSED =
            "{\"error\": {\"message\": \"canary\", \"type\": \"invalid_request_error\", \"code\": \"invalid_api_key\"}}";

    private final FakeServer server = new FakeServer();

    @BeforeEach
    void twoKeys() {
        server.keys.clear();
        server.keys.add(new ApiKey("first", "sk-canary-1"));
        server.keys.add(new ApiKey("second", "sk-canary-2"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CallFailure failure() {
        CallFailure failure = (CallFailure) server.call();
        assertThat(failure.toString()
                        + failure.summary()
                        + failure.advice(FakeServer.request(new OutputForm.Schema(
                                        new RecordSchema("receipt", "A receipt.", FakeServer.schema())))
                                .target()))
                .doesNotContain("canary");
        return failure;
    }

    private List<List<String>> sent(String header) {
        return server.received.stream()
                .map(received -> received.headers().getOrDefault(header, List.of()))
                .toList();
    }

    @Test
    void aRefusedKeyGivesWayToTheNext() {
        server.answer(401, REFUSED).answer(401, REFUSED);

        assertThat(failure()).isEqualTo(new CallFailure(Kind.KEY_REFUSED, 401, "invalid_api_key", Optional.empty()));
        assertThat(failure()).isEqualTo(new CallFailure(Kind.BAD_KEY, 401, "invalid_api_key", Optional.empty()));
        assertThat(failure()).isEqualTo(new CallFailure(Kind.BAD_KEY, 0, "no_key after HTTP 401", Optional.empty()));
        assertThat(sent("Authorization")).containsExactly(List.of("Bearer sk-canary-1"), List.of("Bearer sk-canary-2"));
    }

    @Test
    void eachCallTakesTheKeyThatIsCurrentThen() {
        server.answer(200, Way.CHAT_SCHEMA.record("{}")).answer(200, Way.CHAT_SCHEMA.record("{}"));

        assertThat(server.call()).isInstanceOf(ModelReply.class);
        server.keys.addFirst(new ApiKey("first", "sk-canary-3"));
        assertThat(server.call()).isInstanceOf(ModelReply.class);

        assertThat(sent("Authorization")).containsExactly(List.of("Bearer sk-canary-1"), List.of("Bearer sk-canary-3"));
    }

    /** Calls that were under way with a key which has been replaced meanwhile. */
    @Test
    void aRefusalOfAKeyThatIsNoLongerCurrentIsNoEnd() {
        server.keys.removeLast();
        server.answer(401, REFUSED, () -> {
            server.keys.clear();
            server.keys.add(new ApiKey("first", "sk-canary-3"));
        });

        assertThat(failure().kind()).isEqualTo(Kind.KEY_REFUSED);
    }

    @Test
    void otherFailuresLeaveTheKey() {
        server.answer(403, "").answer(429, "").answer(500, "");
        failure();
        failure();
        failure();

        assertThat(server.keys).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sk-canary\n", "sk canary", "sk-canary-ä", "sk-canary\u0000"})
    void aKeyThatNoHeaderCanCarryIsNotSent(String key) {
        server.keys.clear();
        server.keys.add(new ApiKey("only", key));

        assertThat(failure()).isEqualTo(new CallFailure(Kind.BAD_KEY, 0, "malformed_key", Optional.empty()));
        assertThat(server.received).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void azureHasAHeaderOfItsOwn(Way way) {
        try (FakeServer azure = new FakeServer(Endpoint.Kind.AZURE, "/openai/v1")) {
            azure.answer(200, way.record("{}"));
            ModelRequest request = FakeServer.request(
                    new OutputForm.Schema(new RecordSchema("receipt", "A receipt.", FakeServer.schema())));
            azure.call(
                    new ModelRequest(request.target().by(way.api, way.style), request.messages(), request.form(), 1));

            FakeServer.Received received = azure.received.get(0);
            assertThat(received.headers().get("api-key")).containsExactly(FakeServer.KEY);
            assertThat(received.headers()).doesNotContainKey("Authorization");
        }
    }

    @Test
    void nothingIsToldAboutTheMachine() {
        server.answer(200, Way.CHAT_SCHEMA.record("{}")).call();

        assertThat(server.received.get(0).headers().keySet())
                .containsExactlyInAnyOrder("Authorization", "Content-length", "Content-type", "Host", "User-agent");
    }
}
