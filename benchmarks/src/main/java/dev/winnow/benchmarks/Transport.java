package dev.winnow.benchmarks;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** HTTP without a network, for openai-java's clients: keeps the body and answers with the shortest completion. For one thread. */
public final class Transport implements HttpClient {

    static final String COMPLETION =
            "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"benchmark\",\"choices\":[{\"index\":0,"
                    + "\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"{}\"}}]}";

    private static final byte[] ANSWER = COMPLETION.getBytes(StandardCharsets.UTF_8);
    private static final Headers HEADERS =
            Headers.builder().put("content-type", "application/json").build();

    private byte[] body = {};

    /** An openai-java client that sends nothing. */
    public OpenAIClient client() {
        return new OpenAIClientImpl(ClientOptions.builder()
                .httpClient(this)
                .apiKey("benchmark")
                .maxRetries(0)
                .build());
    }

    /** What would have been sent last. */
    public byte[] body() {
        return body;
    }

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
        HttpRequestBody sent = request.body();
        if (sent == null) {
            throw new IllegalStateException("a request without a body");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sent.writeTo(out);
        body = out.toByteArray();
        return new Answer(new ByteArrayInputStream(ANSWER));
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
        return CompletableFuture.completedFuture(execute(request, options));
    }

    @Override
    public void close() {}

    private record Answer(InputStream body) implements HttpResponse {
        @Override
        public int statusCode() {
            return 200;
        }

        @Override
        public Headers headers() {
            return HEADERS;
        }

        @Override
        public void close() {}
    }
}
