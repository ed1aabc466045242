package dev.winnow.benchmarks.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.openai.client.OpenAIClientAsync;
import com.openai.client.okhttp.OpenAIOkHttpClientAsync;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.winnow.extractors.receipt.Receipt;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** openai-java at its best: asynchronous, as many connections as calls, the schema derived once, Jackson for the reply. */
final class WellUsed implements AutoCloseable {

    private static final ResponseFormatJsonSchema FORMAT = ChatCompletionCreateParams.builder()
            .model(PeerMain.MODEL)
            .addUserMessage("")
            .responseFormat(Receipt.class)
            .build()
            .rawParams()
            .responseFormat()
            .orElseThrow()
            .asJsonSchema();

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .build();
    private final OpenAIClientAsync client;
    private final String instructions;

    WellUsed(Order order) {
        this.instructions = order.instructions();
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(order.inFlight());
        dispatcher.setMaxRequestsPerHost(order.inFlight());
        OpenAIOkHttpClientAsync.Builder builder = OpenAIOkHttpClientAsync.builder()
                .okHttpClient(new OkHttpClient.Builder()
                        .dispatcher(dispatcher)
                        .connectionPool(new ConnectionPool(order.inFlight(), 5, TimeUnit.MINUTES))
                        .build())
                .baseUrl(order.baseUrl().toString())
                .apiKey("benchmark");
        if (order.retries() >= 0) {
            builder.maxRetries(order.retries());
        }
        this.client = builder.build();
    }

    /** As a client of its own. */
    static void run(Order order, Finished finished) throws InterruptedException {
        try (WellUsed used = new WellUsed(order)) {
            InFlight.async(order, finished, used::receipt);
        }
    }

    CompletableFuture<Receipt> receipt(String text) {
        return client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model(PeerMain.MODEL)
                        .maxCompletionTokens(PeerMain.OUTPUT_TOKENS)
                        .addSystemMessage(instructions)
                        .addUserMessage(text)
                        .responseFormat(FORMAT)
                        .build())
                .thenApply(this::parsed);
    }

    private Receipt parsed(ChatCompletion completion) {
        try {
            return mapper.readValue(
                    completion.choices().get(0).message().content().orElseThrow(), Receipt.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
