package dev.winnow.core.openai;

import com.openai.core.RequestOptions;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * HTTP for openai-java by the JDK's client: with hundreds of calls in flight, OkHttp takes as much time to find a connection and to
 * keep its timeouts as all else takes that is done for a call. HTTP/1.1, a connection for each call in flight, kept alive. No
 * redirect is followed, for it would take the key along, and no request is repeated, for it would be bought twice. Thread-safe.
 */
final class Transport implements HttpClient {

    /** A header that tells which call a request belongs to, and is not sent. */
    static final String NUMBER = "winnow-call";

    /** The JDK's client sets the others itself and refuses them. */
    private static final Set<String> OWN = Set.of("connection", "content-length", "expect", "host", "upgrade", NUMBER);

    private static final String CONTENT_TYPE = "Content-Type";

    private final Timeouts timeouts;
    private final ExecutorService workers =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), Transport::daemon);
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Transport::daemon);
    private volatile java.net.http.@Nullable HttpClient http;
    private final Set<Sending> inFlight = ConcurrentHashMap.newKeySet();
    /** The numbers of calls that are on their way here. */
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();

    private final AtomicLong numbers = new AtomicLong();
    /** One for each path of the endpoint. */
    private final Map<String, URI> uris = new ConcurrentHashMap<>();

    /** Opens no connection yet. */
    Transport(Timeouts timeouts) {
        this.timeouts = timeouts;
        timer.setRemoveOnCancelPolicy(true);
        this.http = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                .connectTimeout(timeouts.connect())
                .executor(workers)
                .build();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "winnow-http");
        thread.setDaemon(true);
        return thread;
    }

    /** A number for the header {@link #NUMBER} of a call that is about to be made: a call without it is not sent. */
    String await() {
        String number = Long.toString(numbers.incrementAndGet());
        awaited.add(number);
        return number;
    }

    /** Whether the call has not come here; then it will not be sent any more. */
    boolean withdraw(String number) {
        return awaited.remove(number);
    }

    /** Completes when the body has arrived, or failed to: then reading it fails. */
    @Override
    public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
        java.net.http.HttpClient open = http;
        boolean withdrawn = request.headers().values(NUMBER).stream().noneMatch(awaited::remove);
        if (open == null || withdrawn) {
            return CompletableFuture.failedFuture(new UnsentException(new IOException("closed")));
        }
        Sending sending;
        try {
            sending = new Sending(body(request), timeouts, timer, workers);
            java.net.http.HttpRequest made = made(request, sending);
            inFlight.add(sending);
            sending.begin(open.sendAsync(made, sending));
            if (http == null) {
                sending.abandon(); // closed meanwhile
            }
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(new UnsentException(e));
        }
        return sending.answer().whenComplete((answer, failure) -> inFlight.remove(sending));
    }

    private java.net.http.HttpRequest made(HttpRequest request, Sending sending) {
        java.net.http.HttpRequest.Builder made = java.net.http.HttpRequest.newBuilder(
                        uris.computeIfAbsent(request.url(), URI::create))
                .method(request.method().name(), sending);
        for (String name : request.headers().names()) {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                request.headers().values(name).forEach(value -> made.header(name, value));
            }
        }
        HttpRequestBody body = request.body();
        if (body != null
                && body.contentType() != null
                && request.headers().values(CONTENT_TYPE).isEmpty()) {
            made.header(CONTENT_TYPE, body.contentType());
        }
        return made.build();
    }

    private static byte[] body(HttpRequest request) {
        try (HttpRequestBody body = request.body()) {
            if (body == null) {
                return new byte[0];
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.max(0, body.contentLength()));
            body.writeTo(bytes);
            return bytes.toByteArray();
        }
    }

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
        throw new UnsupportedOperationException("only asynchronous calls are made");
    }

    /** How many calls have not ended. */
    int inFlight() {
        return inFlight.size();
    }

    /**
     * Calls that have not ended fail. Before Java 21 the JDK's client cannot be closed: it gives up its connections and its thread
     * within seconds of being collected, so that is asked for.
     */
    @Override
    public void close() {
        if (http == null) {
            return;
        }
        http = null;
        inFlight.forEach(Sending::abandon);
        timer.shutdownNow();
        workers.shutdown();
        System.gc();
    }
}
