package dev.winnow.benchmarks.springai;

import com.openai.client.OpenAIClient;
import dev.winnow.benchmarks.Bare;
import dev.winnow.benchmarks.Library;
import dev.winnow.benchmarks.Transport;
import java.util.List;
import java.util.Objects;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.converter.BeanOutputConverter;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatModel.ResponseFormat;
import org.springframework.ai.openai.OpenAiChatOptions;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Spring AI's chat model with the converter kept; its {@code entity(..)} makes a new one for each call. */
public final class SpringAi implements Library {

    /** Jackson 3 does not know Jackson 2's {@code @JsonNaming}; these are the names that the types declare by it. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final Class<? extends Record> type;
    private final SystemMessage instructions;
    private final BeanOutputConverter<? extends Record> converter;
    private final Transport transport = new Transport();
    private final OpenAiChatModel model;

    /** For one type, with the text that goes before each document. */
    public SpringAi(Class<? extends Record> type, String instructions) {
        this.type = type;
        this.instructions = new SystemMessage(instructions);
        this.converter = new BeanOutputConverter<>(type, MAPPER);
        OpenAIClient client = transport.client();
        this.model = OpenAiChatModel.builder()
                .openAiClient(client)
                .openAiClientAsync(client.async())
                .options(OpenAiChatOptions.builder()
                        .model("benchmark")
                        .store(false)
                        .maxCompletionTokens(8192)
                        .responseFormat(ResponseFormat.builder()
                                .type(ResponseFormat.Type.JSON_SCHEMA)
                                .jsonSchema(converter.getJsonSchema())
                                .strict(true)
                                .build())
                        .build())
                .build();
    }

    @Override
    public Object schema() {
        return new BeanOutputConverter<>(type, MAPPER).getJsonSchema();
    }

    @Override
    public byte[] request(String document) {
        model.call(new Prompt(List.of(instructions, new UserMessage(document))));
        return transport.body();
    }

    @Override
    public Record reply(String text) {
        return Bare.validated(Objects.requireNonNull(converter.convert(text)));
    }
}
