package dev.winnow.benchmarks;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.StructuredChatCompletionMessage;
import java.util.Optional;

/** openai-java's structured outputs, as its documentation shows them: the class is handed over with each call. */
final class OpenAiJava implements Library {

    private final Class<? extends Record> type;
    private final String instructions;
    private final Transport transport = new Transport();
    private final OpenAIClient client = transport.client();

    OpenAiJava(Class<? extends Record> type, String instructions) {
        this.type = type;
        this.instructions = instructions;
    }

    @Override
    public Object schema() {
        return ChatCompletionCreateParams.builder().responseFormat(type);
    }

    @Override
    public byte[] request(String document) {
        client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model("benchmark")
                        .store(false)
                        .maxCompletionTokens(8192)
                        .addSystemMessage(instructions)
                        .addUserMessage(document)
                        .responseFormat(type)
                        .build());
        return transport.body();
    }

    @Override
    public Record reply(String text) {
        ChatCompletionMessage message = ChatCompletionMessage.builder()
                .content(text)
                .refusal(Optional.empty())
                .build();
        return Bare.validated(
                new StructuredChatCompletionMessage<>(type, message).content().orElseThrow());
    }
}
