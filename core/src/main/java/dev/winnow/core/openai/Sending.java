package dev.winnow.core.openai;

import com.openai.core.http.HttpResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** One request on its way and what comes back, with the timeouts that the JDK's client does not have. Thread-safe. */
final class Sending implements BodyPublisher, BodyHandler<Arriving> {

    /** How the JDK begins its complaint of a server that answers without TLS. */
    private static final String NOT_TLS = "Unsupported or unrecognized SSL message";

    private final BodyPublisher body;
    private final Timeouts timeouts;
    private final ScheduledExecutorService timer;
    private final Executor workers;
    private final long began = System.nanoTime();
    private final CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    private volatile long lastByte = began;
    private volatile boolean sent;
    private volatile @Nullable Arriving arriving;
    private volatile @Nullable CompletableFuture<?> exchange;
    private volatile @Nullable Future<?> watch;

    /** @param workers end what has taken too long: the one timer has others to watch */
    Sending(byte[] body, Timeouts timeouts, ScheduledExecutorService timer, Executor workers) {
        this.body = BodyPublishers.ofByteArray(body);
        this.timeouts = timeouts;
        this.timer = timer;
        this.workers = workers;
    }

    /** Completes once, with whatever has come. */
    CompletableFuture<HttpResponse> answer() {
        return answer;
    }

    /** Watches over {@code sending}, which has begun. */
    void begin(CompletableFuture<java.net.http.HttpResponse<Arriving>> sending) {
        exchange = sending;
        watch();
        sending.whenComplete((response, failure) -> {
            if (failure == null) {
                answer.complete(response.body());
            } else {
                fail(known(failure));
            }
            Future<?> watching = watch;
            if (watching != null) {
                watching.cancel(false);
            }
        });
    }

    /** Looks again when one of the timeouts may be over. */
    private void watch() {
        long now = System.nanoTime();
        long left = Math.min(
                timeouts.silence().toNanos() - (now - lastByte),
                timeouts.wholeCall().toNanos() - (now - began));
        if (answer.isDone()) {
            return;
        }
        if (left <= 0) {
            giveUp(new InterruptedIOException("timeout"));
            return;
        }
        try {
            watch = timer.schedule(() -> workers.execute(this::watch), left, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            abandon();
        }
    }

    /** Ends the call, for nobody waits for it any more. */
    void abandon() {
        giveUp(new IOException("closed"));
    }

    private void giveUp(IOException cause) {
        Arriving begun = arriving;
        if (begun == null) {
            fail(cause);
        } else {
            begun.breakOff(cause);
            answer.complete(begun);
        }
        CompletableFuture<?> sending = exchange;
        if (sending != null) {
            sending.cancel(true);
        }
    }

    private void fail(Throwable cause) {
        boolean reached = sent && !noTls(cause);
        answer.completeExceptionally(reached ? cause : new UnsentException(cause));
    }

    /** Newer JDKs hand the request over before they have agreed on keys with the server; without keys nothing is sent. */
    private static boolean noTls(@Nullable Throwable cause) {
        return cause instanceof SSLHandshakeException
                || cause instanceof SSLException
                        && String.valueOf(cause.getMessage()).startsWith(NOT_TLS)
                || cause != null && noTls(cause.getCause());
    }

    /** The failure in the terms of sockets. */
    private static Throwable known(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HttpTimeoutException) {
            return new InterruptedIOException("timeout");
        }
        boolean unresolved =
                cause instanceof ConnectException && cause.getCause() instanceof UnresolvedAddressException;
        return unresolved ? new UnknownHostException() : cause;
    }

    void heard() {
        lastByte = System.nanoTime();
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    /** The head of the request has been written. */
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        sent = true;
        heard();
        body.subscribe(subscriber);
    }

    @Override
    public BodySubscriber<Arriving> apply(ResponseInfo head) {
        heard();
        Arriving begun = new Arriving(head, this::heard);
        arriving = begun;
        return begun;
    }
}
