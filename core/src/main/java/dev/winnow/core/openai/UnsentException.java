package dev.winnow.core.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** A call failed before the first byte of its request was sent, so nothing can be billed. */
final class UnsentException extends IOException {

    private static final long serialVersionUID = 1;

    /** Whether sending began; OkHttp hands it from one interceptor to the other. */
    private static final class Mark {
        private volatile boolean sending;
    }

    UnsentException(Exception cause) {
        super("not sent", cause);
    }

    /** Whether the request itself could not be made, which no other time will change. */
    boolean byRequest() {
        return getCause() instanceof RuntimeException || getCause() instanceof JsonProcessingException;
    }

    /** Has {@code client} throw this where it applies. Network interceptors run once the connection stands. */
    static OkHttpClient.Builder told(OkHttpClient.Builder client) {
        return client.addInterceptor(chain -> {
                    Mark mark = new Mark();
                    Request marked =
                            chain.request().newBuilder().tag(Mark.class, mark).build();
                    try {
                        return chain.proceed(marked);
                    } catch (IOException | RuntimeException e) {
                        if (mark.sending) {
                            throw e;
                        }
                        throw new UnsentException(e);
                    }
                })
                .addNetworkInterceptor(chain -> {
                    Mark mark = chain.request().tag(Mark.class);
                    if (mark != null) {
                        mark.sending = true;
                    }
                    return chain.proceed(chain.request());
                });
    }
}
