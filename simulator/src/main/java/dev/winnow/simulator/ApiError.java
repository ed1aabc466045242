package dev.winnow.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refused request: the status and the body that OpenAI sends for it. Cheap, without a stack trace. */
final class ApiError extends Exception {
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

    static ApiError invalid(int status, @Nullable String param, @Nullable String code, String message) {
        return new ApiError(status, "invalid_request_error", param, code, message, Map.of());
    }

    static ApiError badRequest(@Nullable String param, @Nullable String code, String message) {
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

    static ApiError rateLimited(String type, String message, Map<String, String> headers) {
        return new ApiError(429, type, null, "rate_limit_exceeded", message, headers);
    }

    static ApiError failed() {
        return new ApiError(500, "server_error", null, null, "The simulator failed; its log says where.", Map.of());
    }

    int status() {
        return status;
    }

    HttpReply reply(Map<String, String> more) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", getMessage())
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return HttpReply.json(status, body).withHeaders(headers).withHeaders(more);
    }
}
