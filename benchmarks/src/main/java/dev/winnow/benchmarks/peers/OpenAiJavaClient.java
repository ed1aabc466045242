package dev.winnow.benchmarks.peers;

import com.openai.client.OpenAIClientAsync;
import com.openai.client.okhttp.OpenAIOkHttpClientAsync;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.winnow.extractors.receipt.Receipt;

/** openai-java's asynchronous client as its documentation shows it: the class is handed over with each call. */
final class OpenAiJavaClient implements Client {

    @Override
    public void run(Order order, Finished finished) throws InterruptedException {
        OpenAIOkHttpClientAsync.Builder builder = OpenAIOkHttpClientAsync.builder()
                .baseUrl(order.baseUrl().toString())
                .apiKey("benchmark");
        if (order.retries() >= 0) {
            builder.maxRetries(order.retries());
        }
        OpenAIClientAsync client = builder.build();
        InFlight.async(
                order,
                finished,
                text -> client.chat()
                        .completions()
                        .create(ChatCompletionCreateParams.builder()
                                .model(PeerMain.MODEL)
                                .maxCompletionTokens(PeerMain.OUTPUT_TOKENS)
                                .addSystemMessage(order.instructions())
                                .addUserMessage(text)
                                .responseFormat(Receipt.class)
                                .build())
                        .thenApply(completion ->
                                completion.choices().get(0).message().content().orElseThrow()));
        client.close();
    }
}
