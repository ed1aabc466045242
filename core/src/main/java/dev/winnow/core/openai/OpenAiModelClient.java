package dev.winnow.core.openai;

import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.azure.AzureUrlPathMode;
import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClientAsync;
import com.openai.client.OpenAIClientAsyncImpl;
import com.openai.core.ClientOptions;
import com.openai.core.LogLevel;
import com.openai.core.http.HttpResponse;
import com.openai.credential.BearerTokenCredential;
import dev.winnow.core.model.Api;
import dev.winnow.core.model.ApiKeys;
import dev.winnow.core.model.ApiKeys.ApiKey;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelClient;
import dev.winnow.core.model.ModelRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Calls Chat Completions and Responses through openai-java, whose own retries are off. One instance serves one endpoint and a whole
 * run; it owns threads and connections until closed. The key is taken anew for each call. Thread-safe.
 */
public final class OpenAiModelClient implements ModelClient, AutoCloseable {

    private static final String NO_KEY = "no_key";

    /** The first that is no preview and takes strict schemas. Source: Microsoft's list of API versions, read November 2026. */
    private static final String AZURE_VERSION = "2024-10-21";

    /** The client must have a key and may not have ours: each call's own header takes its place. */
    private static final String REPLACED = "replaced-in-each-call";
    /** HTTP clients quote other characters of a header in their exceptions. */
    private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]+");

    /** A busy machine ends calls late. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private final boolean azure;
    /** The transport's timeouts begin when it is asked, by a pool of the JVM that others may keep busy. */
    private final Duration longest;

    private final ApiKeys keys;
    private volatile String refusedWith = "";
    private final Transport transport;
    private final OpenAIClientAsync chat;
    private final OpenAIClientAsync responses;
    private final RequestMapper requests = new RequestMapper();
    private final FailureMapper failures;
    private final ReplyMapper replies;

    /** With the usual timeouts. */
    public OpenAiModelClient(Endpoint endpoint, ApiKeys keys) {
        this(endpoint, keys, Timeouts.standard(), Clock.systemUTC(), Optional.empty());
    }

    /**
     * Opens no connection yet.
     *
     * @param keys of which the current one goes into each call
     * @param clock what a date in {@code retry-after} is measured by
     * @param apiVersion of the paths of an Azure resource, the only ones that take one; empty for {@value #AZURE_VERSION}
     */
    public OpenAiModelClient(
            Endpoint endpoint, ApiKeys keys, Timeouts timeouts, Clock clock, Optional<String> apiVersion) {
        this.azure = endpoint.kind() == Endpoint.Kind.AZURE;
        this.keys = keys;
        Duration half = timeouts.wholeCall().dividedBy(2);
        this.longest = timeouts.wholeCall().plus(half.compareTo(LATE) > 0 ? half : LATE);
        this.failures = new FailureMapper(clock);
        this.replies = new ReplyMapper(failures);
        this.transport = new Transport(timeouts);
        this.responses = new OpenAIClientAsyncImpl(options()
                .baseUrl(AzureUrls.unified(endpoint))
                .azureUrlPathMode(AzureUrlPathMode.UNIFIED)
                .build());
        this.chat = AzureUrls.isResource(endpoint)
                ? new OpenAIClientAsyncImpl(options()
                        .baseUrl(AzureUrls.plain(endpoint))
                        .azureUrlPathMode(AzureUrlPathMode.LEGACY)
                        .azureServiceVersion(AzureOpenAIServiceVersion.fromString(apiVersion.orElse(AZURE_VERSION)))
                        .build())
                : responses;
    }

    private ClientOptions.Builder options() {
        return ClientOptions.builder()
                .httpClient(transport)
                .credential(azure ? AzureApiKeyCredential.create(REPLACED) : BearerTokenCredential.create(REPLACED))
                .logLevel(LogLevel.OFF)
                .disableTelemetry(true)
                .maxRetries(0);
    }

    @Override
    public CompletableFuture<Exchange> call(ModelRequest request) {
        Optional<ApiKey> current = keys.current();
        if (current.isEmpty()) {
            return CompletableFuture.completedFuture(Exchange.of(badKey(NO_KEY + refusedWith)));
        }
        ApiKey key = current.get();
        if (!SENDABLE.matcher(key.value()).matches()) {
            return CompletableFuture.completedFuture(answered(Exchange.of(badKey("malformed_key")), key));
        }
        Api api = request.target().api();
        String number = transport.await();
        return send(request, key, number)
                .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        transport.withdraw(number) && failure instanceof TimeoutException
                                ? new UnsentException(failure)
                                : failure))
                .thenApply(response -> read(api, response))
                .exceptionally(failures::map)
                .thenApply(exchange -> answered(exchange, key));
    }

    private CompletableFuture<HttpResponse> send(ModelRequest request, ApiKey key, String number) {
        String header = azure ? "api-key" : "Authorization";
        String value = azure ? key.value() : "Bearer " + key.value();
        try {
            return switch (request.target().api()) {
                case CHAT_COMPLETIONS ->
                    chat.chat()
                            .completions()
                            .withRawResponse()
                            .create(requests.chat(request)
                                    .putAdditionalHeader(header, value)
                                    .putAdditionalHeader(Transport.NUMBER, number)
                                    .build())
                            .thenApply(response -> response);
                case RESPONSES ->
                    responses
                            .responses()
                            .withRawResponse()
                            .create(requests.responses(request)
                                    .putAdditionalHeader(header, value)
                                    .putAdditionalHeader(Transport.NUMBER, number)
                                    .build())
                            .thenApply(response -> response);
            };
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(new UnsentException(e));
        }
    }

    private Exchange read(Api api, HttpResponse response) {
        AnswerHeaders headers = new AnswerHeaders(response.headers());
        try (response) {
            byte[] body = response.body().readAllBytes();
            return FailureMapper.exchange(replies.map(api, response.statusCode(), body, headers), headers);
        } catch (IOException e) {
            return FailureMapper.exchange(FailureMapper.lost(response.statusCode(), e), headers);
        }
    }

    private static CallFailure badKey(String code) {
        return new CallFailure(Kind.BAD_KEY, 0, code, Optional.empty());
    }

    /** Reports a key that was not taken; where there is another by now, the call can be made again. */
    private Exchange answered(Exchange exchange, ApiKey key) {
        if (!(exchange.result() instanceof CallFailure failure) || failure.kind() != Kind.BAD_KEY) {
            return exchange;
        }
        keys.refused(key);
        // whoever finds no key left shall say why
        refusedWith = failure.status() > 0 ? " after HTTP " + failure.status() : "";
        boolean another = keys.current().filter(next -> !next.equals(key)).isPresent();
        return another
                ? new Exchange(failure.withKind(Kind.KEY_REFUSED), exchange.requestId(), exchange.limits())
                : exchange;
    }

    /** How many calls have not ended. */
    int inFlight() {
        return transport.inFlight();
    }

    /** Ends calls that are still in flight. */
    @Override
    public void close() {
        chat.close();
        responses.close();
    }
}
