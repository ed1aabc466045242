package dev.winnow.benchmarks.peers;

import dev.winnow.extractors.receipt.Receipt;
import java.util.Objects;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;

/** Spring AI's {@code entity(..)}. Its process has victools 5 first on its class path, see {@link PeerKind#classPath}. */
final class SpringAiClient implements Client {

    @Override
    public void run(Order order, Finished finished) throws InterruptedException {
        OpenAiChatOptions.Builder options = OpenAiChatOptions.builder();
        options.baseUrl(order.baseUrl().toString())
                .apiKey("benchmark")
                .model(PeerMain.MODEL)
                .maxCompletionTokens(PeerMain.OUTPUT_TOKENS);
        if (order.retries() >= 0) {
            options.maxRetries(order.retries());
        }
        ChatClient client = ChatClient.create(
                OpenAiChatModel.builder().options(options.build()).build());
        InFlight.blocking(
                order,
                finished,
                text -> Objects.requireNonNull(client.prompt()
                        .system(order.instructions())
                        .user(text)
                        .call()
                        .entity(Receipt.class)));
    }
}
