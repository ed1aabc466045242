package dev.winnow.core.openai;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** An answer whose head has come: its body is gathered; what broke off ends in an exception when it is read. Thread-safe. */
final class Arriving implements BodySubscriber<Arriving>, HttpResponse {

    /** Far above any output limit; a body that goes on is no reply. */
    private static final int MOST_BYTES = 16 << 20;

    private final int status;
    private final Headers headers;
    private final Runnable heard;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Arriving> whole = new CompletableFuture<>();
    private volatile Flow.@Nullable Subscription subscription;
    private @Nullable Throwable broken;

    /** @param heard is told of each part that comes */
    Arriving(ResponseInfo head, Runnable heard) {
        this.status = head.statusCode();
        this.heard = heard;
        Headers.Builder told = Headers.builder();
        head.headers().map().forEach(told::put);
        this.headers = told.build();
    }

    @Override
    public CompletionStage<Arriving> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription from) {
        subscription = from;
        from.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        heard.run();
        Flow.Subscription from = subscription;
        if (append(parts) > MOST_BYTES && from != null) {
            from.cancel();
            whole.complete(this);
        }
    }

    private synchronized int append(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            byte[] read = new byte[part.remaining()];
            part.get(read);
            bytes.writeBytes(read);
        }
        return bytes.size();
    }

    @Override
    public void onError(Throwable failure) {
        breakOff(failure);
        whole.complete(this);
    }

    /** No more is waited for. */
    synchronized void breakOff(Throwable failure) {
        if (broken == null && !whole.isDone()) {
            broken = failure;
        }
    }

    @Override
    public void onComplete() {
        whole.complete(this);
    }

    @Override
    public int statusCode() {
        return status;
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public synchronized InputStream body() {
        Throwable failure = broken;
        return new FilterInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
            @Override
            public int read() throws IOException {
                return ended(super.read());
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return ended(super.read(into, offset, length));
            }

            private int ended(int read) throws IOException {
                if (read < 0 && failure != null) {
                    throw failure instanceof IOException io ? io : new IOException("broken off", failure);
                }
                return read;
            }
        };
    }

    @Override
    public void close() {}
}
