package dev.winnow.core.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.model.Api;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.ModelProfile.OutputLimit;
import dev.winnow.core.model.ModelProfile.Temperature;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.Origin;
import dev.winnow.core.model.OutputForm;
import dev.winnow.core.model.OutputStyle;
import dev.winnow.core.model.Parameters;
import dev.winnow.core.model.Target;
import dev.winnow.core.prompt.Message;
import dev.winnow.core.schema.RecordSchema;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What depends on the model or on the endpoint. */
class OpenAiParametersTest {

    private static final OutputForm FORM =
            new OutputForm.Schema(new RecordSchema("receipt", "A receipt.", FakeServer.schema()));

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode sent(Target target, String instructions, String document) {
        server.answer(
                200, target.api() == Api.RESPONSES ? Way.RESPONSES_SCHEMA.record("{}") : Way.CHAT_SCHEMA.record("{}"));
        server.call(new ModelRequest(
                target,
                List.of(new Message(Message.Role.SYSTEM, instructions), new Message(Message.Role.USER, document)),
                FORM,
                1));
        return server.received.get(server.received.size() - 1).json();
    }

    private static Target to(Endpoint.Kind kind, String url, Api api) {
        Endpoint endpoint = new Endpoint("e", "e", URI.create(url), kind);
        return Target.of(endpoint, ModelProfile.unknown("m"), 100).by(api, OutputStyle.SCHEMA);
    }

    @ParameterizedTest
    @CsvSource({
        "MAX_TOKENS, max_tokens, max_completion_tokens",
        "MAX_COMPLETION_TOKENS, max_completion_tokens, max_tokens"
    })
    void theOutputLimitIsCalledAsTheModelCallsIt(OutputLimit limit, String sent, String other) {
        ModelProfile model = ModelProfile.unknown("m")
                .with(new ModelProfile.Request(limit, Temperature.OMITTED, List.of("low"), Origin.of("test")));
        Target target = Target.of(Endpoint.OPENAI, model, 77)
                .withParameters(new Parameters(77, Optional.empty(), Optional.of("low")));

        JsonNode body = sent(target, "i", "d");

        assertThat(body.path(sent).asInt()).isEqualTo(77);
        assertThat(body.has(other)).isFalse();
        assertThat(body.path("reasoning_effort").asText()).isEqualTo("low");
        assertThat(body.has("temperature")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void thePromptCacheKeyIsThatOfTheRecipe(Api api) {
        Target target = to(Endpoint.Kind.OPENAI, "https://api.openai.com/v1", api);

        String key = sent(target, "rules", "one").path("prompt_cache_key").asText();

        assertThat(key).matches("[0-9a-f]{32}");
        assertThat(sent(target, "rules", "two").path("prompt_cache_key").asText())
                .isEqualTo(key);
        assertThat(sent(target, "others", "one").path("prompt_cache_key").asText())
                .isNotEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "COMPATIBLE, http://localhost:8000/v1, false",
        "AZURE, https://x.openai.azure.com/openai/v1, true",
        "AZURE, https://x.openai.azure.com, false"
    })
    void thePromptCacheKeyGoesOnlyWhereItIsKnown(Endpoint.Kind kind, String url, boolean isSent) {
        for (Api api : Api.values()) {
            assertThat(sent(to(kind, url, api), "i", "d").has("prompt_cache_key"))
                    .isEqualTo(isSent);
        }
    }

    /** It decides no answer: a reply bought without it is as good. */
    @Test
    void thePromptCacheKeyIsNoPartOfTheRequestsKey() {
        ModelRequest request = FakeServer.request(FORM);

        assertThat(request.key()).isEqualTo(FakeServer.request(FORM).key());
        assertThat(request.toString()).doesNotContain("cache");
    }
}
