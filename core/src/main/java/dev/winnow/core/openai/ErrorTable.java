package dev.winnow.core.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.model.CallFailure.Kind;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OpenAI's errors (error-codes guide and API description 2.3.0, 2026) and those of compatible servers, by status, code and type.
 * Messages are not looked at, except for the figures of an exceeded limit: they may quote the document and change their words.
 */
final class ErrorTable {

    /** These mean the same with whatever status they come; some servers send them as type, Azure also inside. */
    private static final Map<String, Kind> BY_NAME = Map.ofEntries(
            Map.entry("insufficient_quota", Kind.QUOTA_EXHAUSTED),
            Map.entry("credit_balance_exhausted", Kind.QUOTA_EXHAUSTED),
            Map.entry("organization_spend_limit_exceeded", Kind.QUOTA_EXHAUSTED),
            Map.entry("project_spend_limit_exceeded", Kind.QUOTA_EXHAUSTED),
            Map.entry("organization_usage_limit_exceeded", Kind.QUOTA_EXHAUSTED),
            Map.entry("billing_hard_limit_reached", Kind.QUOTA_EXHAUSTED),
            Map.entry("billing_not_active", Kind.QUOTA_EXHAUSTED),
            // Anthropic's type
            Map.entry("billing_error", Kind.QUOTA_EXHAUSTED),
            Map.entry("invalid_api_key", Kind.BAD_KEY),
            Map.entry("model_not_found", Kind.UNKNOWN_MODEL),
            Map.entry("slow_down", Kind.OVERLOADED),
            Map.entry("server_is_overloaded", Kind.OVERLOADED),
            Map.entry("context_length_exceeded", Kind.TOO_LONG),
            Map.entry("string_above_max_length", Kind.TOO_LONG),
            // llama.cpp's type
            Map.entry("exceed_context_size_error", Kind.TOO_LONG),
            Map.entry("content_filter", Kind.FILTERED),
            Map.entry("ResponsibleAIPolicyViolation", Kind.FILTERED),
            Map.entry("bio_policy", Kind.FILTERED));

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern ERROR_STATUS = Pattern.compile("[45]\\d\\d");
    private static final Pattern NO_CODE = Pattern.compile("(400)?");
    private static final Pattern LIMIT_AND_REQUESTED = Pattern.compile("Limit (\\d{1,15}),.*Requested (\\d{1,15})");
    private static final Pattern WINDOW = Pattern.compile("maximum context length is (\\d{1,15})");
    private static final Pattern OUTPUT = Pattern.compile("too large: (\\d{1,15})|(\\d{1,15}) in the completion");

    private ErrorTable() {}

    /** The code where there is one, or else the type; empty where neither is a short identifier. */
    static String name(int status, Kind kind, JsonNode error) {
        if (status == 429 && kind == Kind.TOO_LONG) {
            return "request_too_large"; // its own code is that of a request which came too early
        }
        String code = identifier(error.path("code"));
        return code.isEmpty() ? identifier(error.path("type")) : code;
    }

    /** {@code error} is what stands under that name in the body; {@code status} may be 200. */
    static Kind kind(int status, JsonNode error) {
        if (status == 401) {
            return Kind.BAD_KEY;
        }
        for (JsonNode name : new JsonNode[] {
            error.path("code"), error.path("type"), error.path("innererror").path("code")
        }) {
            Kind kind = BY_NAME.get(name.asText(""));
            if (kind != null) {
                return kind;
            }
        }
        String code = identifier(error.path("code"));
        if (status < 300) {
            // the answer had begun when the trouble did
            return ERROR_STATUS.matcher(code).matches() ? byStatus(Integer.parseInt(code), error) : byCode(code);
        }
        return byStatus(status, error);
    }

    private static Kind byCode(String code) {
        return switch (code) {
            case "rate_limit_exceeded" -> Kind.RATE_LIMITED;
            case "", "server_error", "vector_store_timeout" -> Kind.SERVER_ERROR;
            default -> Kind.REJECTED;
        };
    }

    private static Kind byStatus(int status, JsonNode error) {
        return switch (status) {
            case 400 -> pastWindow(error) ? Kind.TOO_LONG : Kind.REJECTED;
            case 401 -> Kind.BAD_KEY;
            // of DeepSeek and OpenRouter: the balance is used up
            case 402 -> Kind.QUOTA_EXHAUSTED;
            // OpenRouter tells a document that its moderation flagged by the reasons
            case 403 -> error.path("metadata").path("reasons").isArray() ? Kind.FILTERED : Kind.FORBIDDEN;
            case 404 -> Kind.UNKNOWN_MODEL;
            case 408, 409 -> Kind.SERVER_ERROR;
            case 413 -> Kind.TOO_LONG;
            case 429 -> neverFits(error.path("message").asText("")) ? Kind.TOO_LONG : Kind.RATE_LIMITED;
            case 503, 529 -> Kind.OVERLOADED;
            default ->
                // a redirect is not followed: the base URL is wrong, as with 404
                status >= 500 ? Kind.SERVER_ERROR : status >= 400 ? Kind.REJECTED : Kind.UNKNOWN_MODEL;
        };
    }

    /** A request above the whole limit would wait for ever. */
    private static boolean neverFits(String message) {
        Matcher figures = LIMIT_AND_REQUESTED.matcher(message);
        return figures.find() && Long.parseLong(figures.group(2)) > Long.parseLong(figures.group(1));
    }

    /** vLLM has no code for it. An output limit that alone is above the window is a setting's fault and no document's. */
    private static boolean pastWindow(JsonNode error) {
        if (!NO_CODE.matcher(identifier(error.path("code"))).matches()) {
            return false;
        }
        String message = error.path("message").asText("");
        Matcher window = WINDOW.matcher(message);
        if (!window.find()) {
            return false;
        }
        Matcher output = OUTPUT.matcher(message);
        return !output.find() || figure(output) < Long.parseLong(window.group(1));
    }

    private static long figure(Matcher either) {
        String first = either.group(1);
        return Long.parseLong(first == null ? either.group(2) : first);
    }

    /** Some servers send numbers as codes, others whole sentences. */
    private static String identifier(JsonNode value) {
        String text = value.asText("");
        return !value.isNull() && IDENTIFIER.matcher(text).matches() ? text : "";
    }
}
