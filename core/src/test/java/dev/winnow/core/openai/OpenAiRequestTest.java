package dev.winnow.core.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.model.Api;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.OutputForm;
import dev.winnow.core.model.Parameters;
import dev.winnow.core.prompt.Message;
import dev.winnow.core.schema.RecordSchema;
import dev.winnow.core.tool.ApiShape;
import dev.winnow.core.tool.FunctionTool;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiRequestTest {

    private static final String OK = """
            {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [
              {"index": 0, "finish_reason": "stop", "logprobs": null, "message": {"role": "assistant", "content": "{}",
              "refusal": null}}]}
            """;

    private final FakeServer server = new FakeServer().answer(200, OK).answer(200, OK);

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode sent(ModelRequest request) {
        assertThat(server.call(request)).isInstanceOf(ModelReply.class);
        return server.received.get(server.received.size() - 1).json();
    }

    private static ModelRequest bySchema(String description) {
        return FakeServer.request(new OutputForm.Schema(new RecordSchema("receipt", description, FakeServer.schema())));
    }

    @Test
    void goesToChatCompletionsWithTheKeyAsBearer() {
        sent(bySchema("d"));

        FakeServer.Received received = server.received.get(0);
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.path()).isEqualTo("/v1/chat/completions");
        assertThat(received.headers().getFirst("Authorization")).isEqualTo("Bearer " + FakeServer.KEY);
        assertThat(received.body()).doesNotContain(FakeServer.KEY);
    }

    @Test
    void aSchemaIsTheStrictResponseFormatWithItsOrderKept() {
        JsonNode body = sent(bySchema("A receipt."));

        assertThat(body.path("response_format").path("type").asText()).isEqualTo("json_schema");
        JsonNode format = body.path("response_format").path("json_schema");
        assertThat(format.path("name").asText()).isEqualTo("receipt");
        assertThat(format.path("description").asText()).isEqualTo("A receipt.");
        assertThat(format.path("strict").isBoolean() && format.path("strict").asBoolean())
                .isTrue();
        assertThat(format.path("schema")).hasToString(FakeServer.schema().toString());
        assertThat(body.has("tools")).isFalse();
        assertThat(body.has("tool_choice")).isFalse();
        assertThat(body.has("parallel_tool_calls")).isFalse();
    }

    @Test
    void anEmptyDescriptionIsNotSent() {
        assertThat(sent(bySchema(""))
                        .path("response_format")
                        .path("json_schema")
                        .has("description"))
                .isFalse();
    }

    @Test
    void saysWhatDecidesTheAnswerAndNothingElse() {
        JsonNode body = sent(bySchema("d"));

        assertThat(body.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "model",
                        "messages",
                        "response_format",
                        "store",
                        "max_completion_tokens",
                        "temperature",
                        "prompt_cache_key");
        assertThat(body.path("model").asText()).isEqualTo("gpt-test");
        assertThat(body.path("store").isBoolean() && !body.path("store").asBoolean())
                .isTrue();
        assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(321);
        assertThat(body.path("temperature").asDouble(-1)).isZero();
    }

    @Test
    void aTemperatureThatIsNotTakenIsNotSent() {
        ModelRequest request = bySchema("d");
        ModelRequest without = new ModelRequest(
                request.target().withParameters(new Parameters(5, Optional.empty(), Optional.empty())),
                request.messages(),
                request.form(),
                1);

        assertThat(sent(without).has("temperature")).isFalse();
    }

    @Test
    void messagesKeepTheirRolesAndOrder() {
        List<Message> messages = List.of(
                new Message(Message.Role.SYSTEM, "rules"),
                new Message(Message.Role.USER, "line\n\"two\" \uD83D\uDE00"),
                new Message(Message.Role.ASSISTANT, "reply"),
                new Message(Message.Role.USER, "again"));

        assertThat(sent(bySchema("d").withMessages(messages)).path("messages"))
                .hasToString("[{\"content\":\"rules\",\"role\":\"system\"},"
                        + "{\"content\":\"line\\n\\\"two\\\" \uD83D\uDE00\",\"role\":\"user\"},"
                        + "{\"role\":\"assistant\",\"content\":\"reply\"},"
                        + "{\"content\":\"again\",\"role\":\"user\"}]");
    }

    @Test
    void toolsAreStrictAndExactlyOneMustBeCalled() {
        FunctionTool tool = FunctionTool.of(new RecordSchema("receipt", "A receipt.", FakeServer.schema()));
        ModelRequest request = FakeServer.request(new OutputForm.Tools(List.of(tool, FunctionTool.none())));

        JsonNode body = sent(request);

        assertThat(body.has("response_format")).isFalse();
        assertThat(body.path("tool_choice").asText()).isEqualTo("required");
        assertThat(body.path("parallel_tool_calls").isBoolean()
                        && !body.path("parallel_tool_calls").asBoolean())
                .isTrue();
        assertThat(body.path("tools")).hasSize(2);
        assertThat(body.at("/tools/0/type").asText()).isEqualTo("function");
        JsonNode function = body.at("/tools/0/function");
        assertThat(function.path("name").asText()).isEqualTo("receipt");
        assertThat(function.path("description").asText()).isEqualTo(tool.description());
        assertThat(function.path("strict").asBoolean()).isTrue();
        assertThat(function.path("parameters")).hasToString(FakeServer.schema().toString());
        assertThat(body.at("/tools/1/function/name").asText()).isEqualTo("none_of_these");
    }

    @Test
    void twoSchemasOfOneNameAreTwo() throws JsonProcessingException {
        JsonNode other = StrictJson.mapper().readTree("{\"type\":\"object\"}");
        server.answer(200, OK).answer(200, OK);
        sent(bySchema("d"));

        assertThat(sent(FakeServer.request(new OutputForm.Schema(new RecordSchema("receipt", "d", other))))
                        .at("/response_format/json_schema/schema"))
                .isEqualTo(other);
        for (JsonNode schema : List.of(FakeServer.schema(), other)) {
            FunctionTool tool = FunctionTool.of(new RecordSchema("receipt", "d", schema));
            assertThat(sent(FakeServer.request(new OutputForm.Tools(List.of(tool))))
                            .at("/tools/0/function/parameters"))
                    .isEqualTo(schema);
        }
    }

    /** What the checker and the command line look at is what is sent. */
    @Test
    void theFormIsSentAsItIsChecked() {
        RecordSchema schema = new RecordSchema("receipt", "A receipt.", FakeServer.schema());
        FunctionTool tool = FunctionTool.of(schema);
        for (OutputForm form :
                List.of(new OutputForm.Schema(schema), new OutputForm.Tools(List.of(tool, FunctionTool.none())))) {
            JsonNode body = sent(FakeServer.request(form));

            form.json(ApiShape.CHAT)
                    .properties()
                    .forEach(field -> assertThat(body.get(field.getKey())).isEqualTo(field.getValue()));
        }
    }

    @Test
    void theSameRequestHasTheSameBytes() {
        sent(bySchema("d"));
        sent(bySchema("d"));

        assertThat(server.received.get(1).body())
                .isEqualTo(server.received.get(0).body());
    }

    @ParameterizedTest
    @EnumSource
    void whatNoBodyCanBeMadeOfIsNotSentNotPaidAndNotRepeated(Api api) {
        ObjectNode unwritable = FakeServer.schema().deepCopy();
        unwritable.putPOJO("unwritable", new Object() {
            @SuppressWarnings("unused")
            public String getValue() {
                throw new IllegalStateException("canary");
            }
        });
        ModelRequest request = FakeServer.request(new OutputForm.Schema(new RecordSchema("receipt", "d", unwritable)));
        ModelRequest broken = new ModelRequest(
                request.target().by(api, request.target().style()), request.messages(), request.form(), 1);

        assertThat(server.call(broken)).isEqualTo(CallFailure.unsendable());
        assertThat(server.received).isEmpty();
    }
}
