package dev.winnow.core.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.model.Api;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.OutputForm;
import dev.winnow.core.model.OutputStyle;
import dev.winnow.core.model.Parameters;
import dev.winnow.core.prompt.Message;
import dev.winnow.core.schema.RecordSchema;
import dev.winnow.core.tool.ApiShape;
import dev.winnow.core.tool.FunctionTool;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiResponsesRequestTest {

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode sent(ModelRequest request) {
        server.answer(200, Way.RESPONSES_SCHEMA.record("{}"));
        assertThat(server.call(request)).isInstanceOf(ModelReply.class);
        return server.received.get(server.received.size() - 1).json();
    }

    private static ModelRequest request(OutputForm form, Parameters parameters) {
        ModelRequest chat = FakeServer.request(form);
        return new ModelRequest(
                chat.target().by(Api.RESPONSES, OutputStyle.SCHEMA).withParameters(parameters),
                chat.messages(),
                form,
                1);
    }

    private static ModelRequest request(int maxOutputTokens) {
        return request(
                new OutputForm.Schema(new RecordSchema("receipt", "A receipt.", FakeServer.schema())),
                new Parameters(maxOutputTokens, Optional.empty(), Optional.empty()));
    }

    @Test
    void saysWhatDecidesTheAnswerAndNothingElse() {
        JsonNode body = sent(request(321));

        assertThat(server.received.get(0).path()).isEqualTo("/v1/responses");
        assertThat(body.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("model", "input", "text", "store", "max_output_tokens", "prompt_cache_key");
        assertThat(body.path("model").asText()).isEqualTo("gpt-test");
        assertThat(body.path("store").isBoolean() && !body.path("store").asBoolean())
                .isTrue();
        assertThat(body.path("max_output_tokens").asInt()).isEqualTo(321);
    }

    @ParameterizedTest
    @CsvSource({"1, 16", "15, 16", "16, 16", "17, 17"})
    void asksForNoLessThanTheApiTakes(int limit, int sent) {
        assertThat(sent(request(limit)).path("max_output_tokens").asInt()).isEqualTo(sent);
    }

    @Test
    void instructionsComeFirstAndCorrectionsAreMessages() {
        ModelRequest request = request(321)
                .withMessages(List.of(
                        new Message(Message.Role.SYSTEM, "rules"),
                        new Message(Message.Role.USER, "line\n\"two\" \uD83D\uDE00"),
                        new Message(Message.Role.ASSISTANT, "reply"),
                        new Message(Message.Role.USER, "again")));

        assertThat(sent(request).path("input"))
                .hasToString("[{\"content\":\"rules\",\"role\":\"system\",\"type\":\"message\"},"
                        + "{\"content\":\"line\\n\\\"two\\\" \uD83D\uDE00\",\"role\":\"user\",\"type\":\"message\"},"
                        + "{\"content\":\"reply\",\"role\":\"assistant\",\"type\":\"message\"},"
                        + "{\"content\":\"again\",\"role\":\"user\",\"type\":\"message\"}]");
    }

    @Test
    void temperatureAndReasoningEffortAreSentWhereTheyAreGiven() {
        JsonNode body = sent(request(
                request(1).form(), new Parameters(50, Optional.of(new BigDecimal("0.5")), Optional.of("minimal"))));

        assertThat(body.path("temperature").asDouble(-1)).isEqualTo(0.5);
        assertThat(body.path("reasoning")).hasToString("{\"effort\":\"minimal\"}");
    }

    /** What the checker and the command line look at is what is sent, digit for digit and in its order. */
    @Test
    void theFormIsSentAsItIsChecked() {
        RecordSchema schema = new RecordSchema("receipt", "A receipt.", FakeServer.schema());
        FunctionTool tool = FunctionTool.of(schema);
        for (OutputForm form :
                List.of(new OutputForm.Schema(schema), new OutputForm.Tools(List.of(tool, FunctionTool.none())))) {
            JsonNode body = sent(request(form, new Parameters(50, Optional.empty(), Optional.empty())));

            form.json(ApiShape.RESPONSES)
                    .properties()
                    .forEach(field -> assertThat(body.get(field.getKey()))
                            .hasToString(field.getValue().toString()));
        }
    }

    @Test
    void bothInterfacesHaveAFormOfTheirOwn() {
        ModelRequest request = request(50);
        assertThat(sent(request).path("text").isObject()).isTrue();

        server.answer(200, Way.CHAT_SCHEMA.record("{}"));
        server.call(new ModelRequest(
                request.target().by(Api.CHAT_COMPLETIONS, OutputStyle.SCHEMA), request.messages(), request.form(), 1));

        assertThat(server.received.get(1).json().has("response_format")).isTrue();
        assertThat(server.received.get(1).json().has("text")).isFalse();
    }
}
