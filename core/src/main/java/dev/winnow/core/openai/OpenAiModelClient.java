package dev.winnow.core.openai;

import com.openai.client.OpenAIClientAsync;
import com.openai.client.okhttp.OpenAIOkHttpClientAsync;
import com.openai.core.Timeout;
import dev.winnow.core.model.ApiKeys;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelClient;
import dev.winnow.core.model.ModelRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * Calls Chat Completions through openai-java, whose own retries are off. One instance serves one endpoint and a whole run; it
 * owns threads and connections until closed. Thread-safe.
 */
public final class OpenAiModelClient implements ModelClient, AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofMinutes(5);
    private static final Duration WHOLE_CALL = Duration.ofMinutes(10);
    private static final long KEEP_ALIVE_MINUTES = 5;

    private final OpenAIClientAsync client;
    private final RequestMapper requests = new RequestMapper();

    /**
     * Opens no connection yet.
     *
     * @param keys of which the first is sent as bearer token
     * @param maxInFlight the most calls at a time; openai-java's own default would be 64
     */
    public OpenAiModelClient(Endpoint endpoint, ApiKeys keys, int maxInFlight) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(maxInFlight);
        dispatcher.setMaxRequestsPerHost(maxInFlight);
        OkHttpClient http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(maxInFlight, KEEP_ALIVE_MINUTES, TimeUnit.MINUTES))
                .build();
        this.client = OpenAIOkHttpClientAsync.builder()
                .okHttpClient(http)
                .baseUrl(endpoint.baseUrl().toString())
                .apiKey(keys.current().map(ApiKeys.ApiKey::value).orElse(""))
                .maxRetries(0)
                .timeout(Timeout.builder()
                        .connect(CONNECT)
                        .read(SILENCE)
                        .write(SILENCE)
                        .request(WHOLE_CALL)
                        .build())
                .build();
    }

    @Override
    public CompletableFuture<Exchange> call(ModelRequest request) {
        return client.chat()
                .completions()
                .create(requests.map(request))
                .thenApply(ReplyMapper::map)
                .exceptionally(FailureMapper::map)
                .thenApply(Exchange::of);
    }

    @Override
    public void close() {
        client.close();
    }
}
