package dev.winnow.core.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.openai.core.http.Headers;
import com.openai.errors.OpenAIServiceException;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.CallResult;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From openai-java's exceptions to our failures, by OpenAI's error table (error-codes guide and API description 2.3.0, 2026).
 * Messages are dropped: they may quote the document.
 */
final class FailureMapper {

    private static final Set<String> MONEY = Set.of(
            "insufficient_quota",
            "credit_balance_exhausted",
            "organization_spend_limit_exceeded",
            "project_spend_limit_exceeded",
            "organization_usage_limit_exceeded",
            "billing_hard_limit_reached");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private static final Pattern LIMIT_AND_REQUESTED = Pattern.compile("Limit (\\d{1,15}),.*Requested (\\d{1,15})");

    private FailureMapper() {}

    static CallResult map(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (!(cause instanceof OpenAIServiceException service)) {
            return new CallFailure(transport(cause), 0, cause.getClass().getSimpleName(), Optional.empty());
        }
        // openai-java hands over what stands under "error", or the whole body where there is no such key
        JsonNode error = body(service);
        String code = identifier(error.path("code"));
        String type = identifier(error.path("type"));
        if (service.statusCode() == 429 && neverFits(error.path("message").asText(""))) {
            return new CallFailure(Kind.TOO_LONG, 429, "request_too_large", Optional.empty());
        }
        return new CallFailure(
                kind(service.statusCode(), code, type),
                service.statusCode(),
                code.isEmpty() ? type : code,
                retryAfter(service.headers()));
    }

    /** A request above the whole limit is told by its figures; nothing else of the message is used. */
    private static boolean neverFits(String message) {
        Matcher figures = LIMIT_AND_REQUESTED.matcher(message);
        return figures.find() && Long.parseLong(figures.group(2)) > Long.parseLong(figures.group(1));
    }

    private static Kind transport(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof ConnectException || at instanceof UnknownHostException) {
                return Kind.UNREACHABLE;
            }
        }
        return Kind.REPLY_LOST;
    }

    private static Kind kind(int status, String code, String type) {
        if (MONEY.contains(code) || MONEY.contains(type)) {
            return Kind.QUOTA_EXHAUSTED;
        }
        return switch (status) {
            case 401 -> Kind.BAD_KEY;
            case 403 -> Kind.FORBIDDEN;
            case 404 -> Kind.UNKNOWN_MODEL;
            case 429 -> Kind.RATE_LIMITED;
            case 408, 409 -> Kind.SERVER_ERROR;
            case 400 ->
                switch (code) {
                    case "context_length_exceeded" -> Kind.TOO_LONG;
                    case "content_filter" -> Kind.FILTERED;
                    default -> Kind.REJECTED;
                };
            default -> status >= 500 ? Kind.SERVER_ERROR : status >= 400 ? Kind.REJECTED : Kind.REPLY_LOST;
        };
    }

    private static JsonNode body(OpenAIServiceException service) {
        try {
            JsonNode body = service.body().convert(JsonNode.class);
            return body == null ? MissingNode.getInstance() : body;
        } catch (RuntimeException e) {
            return MissingNode.getInstance();
        }
    }

    /** Some servers send numbers as codes, others whole sentences. */
    private static String identifier(JsonNode value) {
        String text = value.asText("");
        return !value.isNull() && IDENTIFIER.matcher(text).matches() ? text : "";
    }

    private static Optional<Duration> retryAfter(Headers headers) {
        return seconds(headers.values("retry-after-ms"), 1).or(() -> seconds(headers.values("retry-after"), 1_000));
    }

    private static Optional<Duration> seconds(List<String> values, int milliseconds) {
        return values.stream()
                .findFirst()
                .filter(value -> SECONDS.matcher(value).matches())
                .map(value -> Duration.ofMillis(Math.round(Double.parseDouble(value) * milliseconds)));
    }
}
