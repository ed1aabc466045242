package dev.winnow.batch.cli;

import static dev.winnow.batch.cli.FaultScripts.GOOD;
import static dev.winnow.batch.cli.FaultScripts.body;
import static dev.winnow.batch.cli.FaultScripts.error;
import static dev.winnow.batch.cli.FaultScripts.good;
import static dev.winnow.batch.cli.FaultScripts.replies;

import dev.winnow.batch.cli.FaultScripts.Way;
import java.util.List;
import java.util.Map;

/** What servers answer that is no reply. */
final class ServerFaults {

    private ServerFaults() {}

    /** The document is told to be at fault: it ends. */
    static Map<String, Map<Way, String>> answers() {
        FaultScripts faults = new FaultScripts();
        faults.always("400 without a code", error(400, invalid("null")));
        for (String code :
                List.of("invalid_value", "unsupported_parameter", "unsupported_value", "invalid_json_schema")) {
            faults.always("400 `" + code + "`", error(400, invalid("\"" + code + "\"")));
        }
        faults.always("400 with a number as code (vLLM)", error(400, error("\"BadRequestError\"", "400", "No.")));
        faults.always(
                "400 whose body is the error (vLLM)",
                body(400, "{\"object\":\"error\",\"message\":\"No.\",\"type\":\"BadRequestError\",\"code\":400}"));
        faults.always("422", error(422, error("null", "null", "No.")));
        faults.always("400 `context_length_exceeded`", error(400, invalid("\"context_length_exceeded\"")));
        faults.always("400 `string_above_max_length`", error(400, invalid("\"string_above_max_length\"")));
        faults.always(
                "400 `exceed_context_size_error` (llama.cpp)",
                error(400, error("\"exceed_context_size_error\"", "400", "No.")));
        faults.always(
                "400 \"maximum context length is N\" (vLLM)",
                error(400, error("\"BadRequestError\"", "400", "This model's maximum context length is 4096 tokens.")));
        faults.always("413", error(413, error("null", "null", "No.")));
        faults.always(
                "429 \"Request too large\", more than the whole limit",
                error(
                        429,
                        error(
                                "\"tokens\"",
                                "\"rate_limit_exceeded\"",
                                "Request too large for gpt-4.1 on tokens per min (TPM): Limit 30000, Requested 60000.")));
        faults.always("400 of Azure's content filter", "{\"filtered\":true}");

        String limit = error("\"tokens\"", "\"rate_limit_exceeded\"", "Limit 200000, Used 170583, Requested 40000.");
        faults.once("429 for tokens, `retry-after-ms`", error(429, limit, "retry-after-ms", "40"));
        faults.once(
                "429 for requests, `retry-after`",
                error(429, error("\"requests\"", "\"rate_limit_exceeded\"", "No."), "retry-after", "1"));
        faults.once(
                "429 with `x-ratelimit-reset-tokens` only",
                error(
                        429,
                        limit,
                        "x-ratelimit-limit-tokens",
                        "200000",
                        "x-ratelimit-remaining-tokens",
                        "0",
                        "x-ratelimit-reset-tokens",
                        "17ms"));
        faults.once("429 without any header", error(429, error("\"rate_limit_error\"", "null", "No.")));
        faults.once("429 \"Resource Unavailable\" (flex)", error(429, error("null", "null", "Resource Unavailable")));
        faults.once("429 with a number as code (vLLM)", error(429, error("\"TooManyRequests\"", "429", "No.")));
        faults.once("429 that is no JSON", body(429, "Too Many Requests"));

        faults.once("408", error(408, error("null", "null", "No.")));
        faults.once("409", error(409, error("null", "null", "No.")));
        faults.once("500", error(500, error("\"server_error\"", "null", "No.")));
        faults.once("500 without a type", error(500, "{\"message\":\"No.\"}"));
        faults.once("500 with a number as code (vLLM)", error(500, error("\"InternalServerError\"", "500", "No.")));
        faults.once("500 with an empty body", body(500, ""));
        faults.once("502 in HTML", body(502, "<html><head><title>502 Bad Gateway</title></head></html>"));
        faults.once("504 in HTML", body(504, "<html><head><title>504 Gateway Time-out</title></head></html>"));
        String[] soon = {"retry-after-ms", "20"};
        faults.once("429 `slow_down`", error(429, error("\"rate_limit_error\"", "\"slow_down\"", "Slow down."), soon));
        faults.once(
                "503 `server_is_overloaded`",
                error(503, error("\"service_unavailable_error\"", "\"server_is_overloaded\"", "No."), soon));
        faults.once("503 \"Slow Down\"", error(503, error("null", "null", "Slow Down"), soon));
        faults.once("529", error(529, error("\"overloaded_error\"", "null", "Overloaded"), soon));
        faults.once(
                "200 with an error inside, and with tokens",
                body(
                        200,
                        "{\"error\":{\"message\":\"No.\",\"code\":502},\"usage\":{\"prompt_tokens\":50,\"completion_tokens\":9}}"));
        faults.on(
                Way.RESPONSES,
                "200 with status failed, `server_error` (Responses)",
                replies("{\"failed\":{\"code\":\"server_error\"}}", GOOD));
        faults.on(
                Way.RESPONSES,
                "200 with status failed, `rate_limit_exceeded` (Responses)",
                replies("{\"failed\":{\"code\":\"rate_limit_exceeded\"}}", GOOD));
        faults.on(
                Way.RESPONSES,
                "200 with status failed, `invalid_prompt` (Responses)",
                "{\"failed\":{\"code\":\"invalid_prompt\"}}");
        return faults.all();
    }

    /** No document can be at fault. */
    static Map<String, Map<Way, String>> stopping() {
        FaultScripts faults = new FaultScripts();
        for (String code : List.of(
                "credit_balance_exhausted",
                "organization_spend_limit_exceeded",
                "project_spend_limit_exceeded",
                "organization_usage_limit_exceeded")) {
            faults.always("429 `" + code + "`", error(429, error("\"insufficient_quota\"", "\"" + code + "\"", "No.")));
        }
        faults.always(
                "429 `insufficient_quota`",
                error(429, error("\"insufficient_quota\"", "\"insufficient_quota\"", "No."), "retry-after-ms", "1"));
        faults.always(
                "429 of type `insufficient_quota` without a code",
                error(429, error("\"insufficient_quota\"", "null", "No.")));
        faults.always("400 `billing_hard_limit_reached`", error(400, invalid("\"billing_hard_limit_reached\"")));
        faults.always("401 `invalid_api_key`", error(401, invalid("\"invalid_api_key\"")));
        faults.always("401 that is no JSON", body(401, "Unauthorized"));
        faults.always("403", error(403, error("\"permission_error\"", "null", "No.")));
        faults.always("404 `model_not_found`", error(404, invalid("\"model_not_found\"")));
        faults.always("404 with a number as code (vLLM)", error(404, error("\"NotFoundError\"", "404", "No.")));
        faults.always("404 in HTML", body(404, "<html><body>Not Found</body></html>"));
        faults.always("302", "{\"status\":302,\"body\":\"\",\"headers\":{\"location\":\"http://127.0.0.1:1/v1\"}}");
        faults.always(
                "429, `retry-after` of an hour",
                error(429, error("\"tokens\"", "\"rate_limit_exceeded\"", "No."), "retry-after", "3600"));
        return faults.all();
    }

    /** Whether something is billed that does not arrive nobody knows but the server. */
    static Map<String, Map<Way, String>> losses() {
        FaultScripts faults = new FaultScripts();
        faults.once("the connection is closed before an answer", "{\"close\":true}");
        faults.once("the connection is closed in the middle of the reply", good("half", "true"));
        faults.once("the connection is closed when the reply is ready", good("lost", "true"));
        faults.once("no byte, until the whole call has taken too long", "{\"never\":true}");
        faults.once("byte by byte, until the whole call has taken too long", good("trickle_ms", "100"));
        faults.once("200 that is no JSON", body(200, "<html><body>Please log in</body></html>"));
        faults.on(Way.CHAT, "200 with an empty body (Chat Completions)", replies(body(200, ""), GOOD));
        faults.on(Way.RESPONSES, "200 with an empty body (Responses)", replies(body(200, ""), GOOD));
        faults.on(Way.CHAT, "200 with an empty list of choices", replies("{\"no_choice\":true}", GOOD));
        faults.on(
                Way.RESPONSES,
                "200 without output (Responses)",
                replies(body(200, "{\"status\":\"completed\"}"), GOOD));
        faults.on(
                Way.RESPONSES,
                "200 that is still in progress (Responses)",
                replies(body(200, "{\"status\":\"in_progress\",\"output\":[]}"), GOOD));
        faults.always("a reply without usage", good("usage", "null"));
        return faults.all();
    }

    /** Each time, slowly enough that others are answered meanwhile. */
    static Map<String, Map<Way, String>> lasting() {
        FaultScripts faults = new FaultScripts();
        faults.always("500", slow("\"status\":500"));
        faults.always("502 in HTML", slow("\"status\":502,\"body\":\"<html></html>\""));
        faults.always("the connection is closed before an answer", slow("\"close\":true"));
        faults.always(
                "the connection is closed in the middle of the reply",
                slow("\"half\":true," + GOOD.substring(1, GOOD.length() - 1)));
        faults.always("an empty list of choices or no output", slow("\"no_choice\":true"));
        return faults.all();
    }

    private static String slow(String keys) {
        return "{\"latency_ms\":400," + keys + "}";
    }

    /** As OpenAI writes it. */
    private static String invalid(String code) {
        return error("\"invalid_request_error\"", code, "No.");
    }
}
