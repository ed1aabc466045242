package dev.winnow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionNamedToolChoice;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseOutputMessage;
import com.openai.models.responses.ResponseStatus;
import dev.winnow.simulator.api.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** OpenAI's own Java client gets along with the simulator. */
class OpenAiClientTest {
    private static final String RECEIPT = "{\"type\":\"receipt\",\"record\":{\"total\":31.00},\"reasoning\":true}";

    @SuppressWarnings("NullAway.Init")
    private static Simulator simulator;

    @BeforeAll
    static void start() {
        Answer receipt = Answer.of("a receipt", RECEIPT);
        Answer busy =
                Answer.of("a busy day", "{\"status\":429,\"error\":{\"message\":\"slow\",\"code\":\"slow_down\"}}");
        Answer sad = Answer.of("a sad day", "{\"failed\":{}}");
        simulator = Simulator.start(
                SimulatorOptions.defaults().withApiKeys("sk-right"), Answers.of(List.of(receipt, busy, sad)));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(simulator.baseUrl().toString())
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    private static ChatCompletionCreateParams.Builder params(String text) {
        return ChatCompletionCreateParams.builder()
                .model("winnow-offline")
                .addSystemMessage("Extract the record.")
                .addUserMessage(text);
    }

    private static ChatCompletionCreateParams.Builder withSchema(String text, JsonNode schema) {
        ResponseFormatJsonSchema.JsonSchema jsonSchema = ResponseFormatJsonSchema.JsonSchema.builder()
                .name("receipt")
                .strict(true)
                .putAdditionalProperty("schema", JsonValue.fromJsonNode(schema))
                .build();
        return params(text)
                .responseFormat(ResponseFormatJsonSchema.builder()
                        .jsonSchema(jsonSchema)
                        .build());
    }

    private static ChatCompletionCreateParams.Builder withTool() {
        Map<String, Object> schema = Json.MAPPER.convertValue(
                Requests.json(Requests.SCHEMA), new com.fasterxml.jackson.core.type.TypeReference<>() {});
        FunctionParameters.Builder parameters = FunctionParameters.builder();
        schema.forEach((key, value) -> parameters.putAdditionalProperty(key, JsonValue.from(value)));
        FunctionDefinition function = FunctionDefinition.builder()
                .name("receipt")
                .strict(true)
                .parameters(parameters.build())
                .build();
        return params("a receipt")
                .addTool(ChatCompletionFunctionTool.builder().function(function).build())
                .parallelToolCalls(false);
    }

    @Test
    void answersWithASchema() {
        ChatCompletion completion = client("sk-right")
                .chat()
                .completions()
                .create(withSchema("a receipt", Requests.json(Requests.SCHEMA)).build());
        ChatCompletion.Choice choice = completion.validate().choices().get(0);
        assertThat(choice.message().content()).contains("{\"total\":31.00}");
        assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(completion.usage().orElseThrow().completionTokens()).isPositive();
        assertThat(completion.model()).isEqualTo("winnow-offline");
    }

    private static ResponseCreateParams.Builder input(String text) {
        return ResponseCreateParams.builder()
                .model("winnow-offline")
                .instructions("Extract the record.")
                .input(text)
                .store(false);
    }

    @Test
    void answersInResponses() {
        Response response = client("sk-right")
                .responses()
                .create(input("a receipt").build())
                .validate();
        assertThat(response.status()).contains(ResponseStatus.COMPLETED);
        assertThat(response.output().get(0).asReasoning().summary()).isEmpty();
        ResponseOutputMessage message = response.output().get(1).asMessage();
        assertThat(message.content().get(0).asOutputText().text()).isEqualTo("{\"total\":31.00}");
        assertThat(response.usage().orElseThrow().outputTokens()).isPositive();
        Response failed = client("sk-right")
                .responses()
                .create(input("a sad day").build())
                .validate();
        assertThat(failed.status()).contains(ResponseStatus.FAILED);
        assertThat(failed.error().orElseThrow().message()).isEqualTo("Simulated error.");
    }

    @Test
    void answersAsAzure() {
        SimulatorOptions options =
                SimulatorOptions.defaults().withDialect(Dialect.AZURE).withApiKeys("azure-key");
        Answers answers = Answers.of(List.of(Answer.of("a receipt", RECEIPT)));
        try (Simulator azure = Simulator.start(options, answers)) {
            OpenAIClient client = OpenAIOkHttpClient.builder()
                    .baseUrl(azure.baseUrl().toString())
                    .credential(AzureApiKeyCredential.create("azure-key"))
                    .maxRetries(0)
                    .build();
            ChatCompletion completion =
                    client.chat().completions().create(params("a receipt").build());
            assertThat(completion.choices().get(0).message().content()).contains("{\"total\":31.00}");
        }
    }

    @Test
    void answersWithATool() {
        ChatCompletion.Choice choice = client("sk-right")
                .chat()
                .completions()
                .create(withTool().build())
                .validate()
                .choices()
                .get(0);
        assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
        var function =
                choice.message().toolCalls().orElseThrow().get(0).asFunction().function();
        assertThat(function.name()).isEqualTo("receipt");
        assertThat(function.arguments()).isEqualTo("{\"total\":31.00}");
    }

    @Test
    void aForcedToolEndsWithStop() {
        ChatCompletionNamedToolChoice forced = ChatCompletionNamedToolChoice.builder()
                .function(ChatCompletionNamedToolChoice.Function.builder()
                        .name("receipt")
                        .build())
                .build();
        ChatCompletion.Choice choice = client("sk-right")
                .chat()
                .completions()
                .create(withTool().toolChoice(forced).build())
                .choices()
                .get(0);
        assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(choice.message().toolCalls()).isPresent();
    }

    @Test
    void throwsTheClientsOwnExceptions() {
        var completions = client("sk-right").chat().completions();
        assertThatThrownBy(() -> client("sk-wrong")
                        .chat()
                        .completions()
                        .create(params("a receipt").build()))
                .isInstanceOf(UnauthorizedException.class)
                .hasMessageNotContaining("sk-wrong");
        assertThatThrownBy(() ->
                        completions.create(params("a receipt").model("gpt-none").build()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> completions.create(withSchema("a receipt", Requests.json("{\"type\":\"array\"}"))
                        .build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Invalid schema for response_format 'receipt'");
        assertThatThrownBy(() -> completions.create(params("a busy day").build()))
                .isInstanceOfSatisfying(
                        RateLimitException.class, e -> assertThat(e.code()).contains("slow_down"));
    }

    @Test
    void listsItsModels() {
        assertThat(client("sk-right").models().list().data())
                .hasSize(1)
                .allSatisfy(model -> assertThat(model.id()).isEqualTo("winnow-offline"));
    }
}
