package dev.winnow.benchmarks;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.output.JsonSchemas;
import dev.langchain4j.service.output.ServiceOutputParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/** LangChain4j's chat model with a schema kept, and the parser of its AI services. */
final class LangChain4j implements Library {

    private final Class<? extends Record> type;
    private final SystemMessage instructions;
    private final Wire wire = new Wire();
    private final OpenAiChatModel model = OpenAiChatModel.builder()
            .httpClientBuilder(wire)
            .apiKey("benchmark")
            .modelName("benchmark")
            .store(false)
            .maxCompletionTokens(8192)
            .strictJsonSchema(true)
            .maxRetries(0)
            .build();
    private final ResponseFormat format;
    private final ServiceOutputParser parser = new ServiceOutputParser();

    LangChain4j(Class<? extends Record> type, String instructions) {
        this.type = type;
        this.instructions = SystemMessage.from(instructions);
        this.format = ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(schema())
                .build();
    }

    @Override
    public JsonSchema schema() {
        return JsonSchemas.jsonSchemaFrom(type).orElseThrow();
    }

    @Override
    public byte[] request(String document) {
        model.chat(ChatRequest.builder()
                .messages(instructions, UserMessage.from(document))
                .responseFormat(format)
                .build());
        return wire.body.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Record reply(String text) {
        return Bare.validated((Record) Objects.requireNonNull(parser.parseText(type, text)));
    }

    /** What {@link Transport} is for openai-java. */
    private static final class Wire implements HttpClient, HttpClientBuilder {

        private String body = "";

        @Override
        public SuccessfulHttpResponse execute(HttpRequest request) {
            body = request.body();
            return SuccessfulHttpResponse.builder()
                    .statusCode(200)
                    .body(Transport.COMPLETION)
                    .build();
        }

        @Override
        public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ZERO;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return Duration.ZERO;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClient build() {
            return this;
        }
    }
}
