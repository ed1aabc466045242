package dev.winnow.simulator.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refused request: the status and the body that OpenAI sends for it. Cheap, without a stack trace. */
public final class ApiError extends Exception {
    private final int status;
    private final String type;
    private final @Nullable String param;
    private final @Nullable String code;
    private final transient Map<String, String> headers;

    ApiError(
            int status,
            String type,
            @Nullable String param,
            @Nullable String code,
            String message,
            Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.param = param;
        this.code = code;
        this.headers = headers;
    }

    public static ApiError invalid(int status, @Nullable String param, @Nullable String code, String message) {
        return new ApiError(status, "invalid_request_error", param, code, message, Map.of());
    }

    public static ApiError badRequest(@Nullable String param, @Nullable String code, String message) {
        return invalid(400, param, code, message);
    }

    static ApiError unknownParameter(String name) {
        return badRequest(name, "unknown_parameter", "Unknown parameter: '" + name + "'.");
    }

    static ApiError missing(String name) {
        return badRequest(name, "missing_required_parameter", "Missing required parameter: '" + name + "'.");
    }

    static ApiError wrongType(String name, String expected) {
        return badRequest(name, "invalid_type", "Invalid type for '" + name + "': expected " + expected + ".");
    }

    public static ApiError rateLimited(String type, String message, Map<String, String> headers) {
        return new ApiError(429, type, null, "rate_limit_exceeded", message, headers);
    }

    /** Rate limited by nothing but a script. */
    public static ApiError rateLimited(long retryAfterMillis) {
        String message = "Rate limit reached in organization org-simulator on tokens per min (TPM)."
                + " Please try again in " + retryAfterMillis + "ms.";
        Map<String, String> headers = Map.of(
                "retry-after-ms", Long.toString(retryAfterMillis),
                "retry-after", Long.toString((retryAfterMillis + 999) / 1000));
        return rateLimited("tokens", message, headers);
    }

    public static ApiError noCredit() {
        return new ApiError(
                429,
                "insufficient_quota",
                null,
                "insufficient_quota",
                "You exceeded your current quota, please check your plan and billing details.",
                Map.of());
    }

    public static ApiError serverError() {
        return server(500, "server_error", null, "The server had an error while processing your request.");
    }

    public static ApiError overloaded() {
        return server(
                503,
                "service_unavailable_error",
                "server_is_overloaded",
                "The server is overloaded. Please try again later.");
    }

    public static ApiError failed() {
        return server(500, "server_error", null, "The simulator failed; its log says where.");
    }

    private static ApiError server(int status, String type, @Nullable String code, String message) {
        return new ApiError(status, type, null, code, message, Map.of());
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    public @Nullable String param() {
        return param;
    }

    public @Nullable String code() {
        return code;
    }

    /** To be sent with it, their names in lower case. */
    public Map<String, String> headers() {
        return headers;
    }
}
