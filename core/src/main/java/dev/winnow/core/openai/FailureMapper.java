package dev.winnow.core.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.openai.errors.OpenAIServiceException;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.RateLimits;
import dev.winnow.core.model.RateLimits.Limit;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** From openai-java's exceptions to our failures. Messages are dropped: they may quote the document. Thread-safe. */
final class FailureMapper {

    private final Clock clock;

    FailureMapper(Clock clock) {
        this.clock = clock;
    }

    Exchange map(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof OpenAIServiceException service) {
            AnswerHeaders headers = new AnswerHeaders(service.headers());
            // openai-java hands over what stands under "error", or the whole body where there is no such key
            return exchange(failure(service.statusCode(), body(service), headers), headers);
        }
        return Exchange.of(lost(0, cause));
    }

    /** No whole answer came, whatever status it began with. */
    static CallFailure lost(int status, Throwable cause) {
        Optional<UnsentException> unsent = causes(cause)
                .flatMap(each -> each instanceof UnsentException one ? Stream.of(one) : Stream.empty())
                .findFirst();
        if (unsent.filter(UnsentException::byRequest).isPresent()) {
            return CallFailure.unsendable();
        }
        return new CallFailure(
                unsent.isPresent() ? Kind.UNREACHABLE : Kind.REPLY_LOST, status, name(cause), Optional.empty());
    }

    CallFailure failure(int status, JsonNode error, AnswerHeaders headers) {
        Kind kind = ErrorTable.kind(status, error);
        Optional<Duration> wait = headers.retryAfter(clock);
        if (kind == Kind.RATE_LIMITED) {
            wait = wait.or(() -> reset(headers.limits(), error.path("type").asText("")));
        }
        return new CallFailure(kind, status, ErrorTable.name(status, kind, error), wait);
    }

    static Exchange exchange(CallResult result, AnswerHeaders headers) {
        return new Exchange(result, headers.requestId(), headers.limits());
    }

    /** When the exhausted limit is whole again: the one that the error's type names, or else those without a rest. */
    private static Optional<Duration> reset(RateLimits limits, String type) {
        return switch (type) {
            case "tokens" -> limits.tokens().map(Limit::reset);
            case "requests" -> limits.requests().map(Limit::reset);
            default ->
                Stream.of(limits.requests(), limits.tokens())
                        .flatMap(Optional::stream)
                        .filter(limit -> limit.remaining() == 0)
                        .map(Limit::reset)
                        .max(Duration::compareTo);
        };
    }

    private static String name(Throwable thrown) {
        return causes(thrown)
                .flatMap(cause -> known(cause).stream())
                .findFirst()
                .orElseGet(() -> causes(thrown).anyMatch(IOException.class::isInstance)
                        ? "connection_lost"
                        : thrown.getClass().getSimpleName());
    }

    private static Optional<String> known(Throwable cause) {
        if (cause instanceof InterruptedIOException || cause instanceof TimeoutException) {
            return Optional.of(CallFailure.TIMEOUT);
        }
        if (cause instanceof UnknownHostException) {
            return Optional.of("unknown_host");
        }
        if (cause instanceof ConnectException) {
            return Optional.of("no_connection");
        }
        return cause instanceof SSLException ? Optional.of("tls") : Optional.empty();
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }

    private static JsonNode body(OpenAIServiceException service) {
        try {
            JsonNode body = service.body().convert(JsonNode.class);
            return body == null ? MissingNode.getInstance() : body;
        } catch (RuntimeException e) {
            return MissingNode.getInstance();
        }
    }
}
