package dev.winnow.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads each request to what answers it, after a look at its key. Thread-safe. */
final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final String COMPLETIONS = "/v1/chat/completions";
    private static final String MODELS = "/v1/models";
    private static final String BEARER = "Bearer ";

    private final SimulatorOptions options;
    private final ChatCompletions chat;
    private final Tally tally;
    private final AtomicLong sequence = new AtomicLong();

    Routes(SimulatorOptions options, ChatCompletions chat, Tally tally) {
        this.options = options;
        this.chat = chat;
        this.tally = tally;
    }

    HttpReply reply(String method, String path, @Nullable String authorization, byte[] body) {
        HttpReply reply = guarded(method + " " + path, authorization, body);
        return reply.withHeaders(Map.of(
                "x-request-id",
                "req_sim_" + sequence.incrementAndGet(),
                "openai-processing-ms",
                Long.toString(reply.delay().toMillis())));
    }

    private HttpReply guarded(String line, @Nullable String authorization, byte[] body) {
        try {
            return route(line, authorization, body);
        } catch (RuntimeException e) {
            // Its message may quote the request.
            LOG.error("simulator failed: {} at {}", e.getClass().getName(), e.getStackTrace()[0]);
            tally.refused(500);
            return ApiError.failed().reply(Map.of());
        }
    }

    private HttpReply route(String line, @Nullable String authorization, byte[] body) {
        if (line.equals("GET /simulator/bill")) {
            return HttpReply.json(200, Json.MAPPER.valueToTree(tally.bill()));
        }
        boolean completion = line.equals("POST " + COMPLETIONS);
        if (completion) {
            tally.received();
        }
        Optional<ApiError> wrongKey = wrongKey(authorization);
        if (wrongKey.isPresent()) {
            if (completion) {
                tally.refused(401);
            }
            return wrongKey.get().reply(Map.of());
        }
        if (completion) {
            return chat.answer(body);
        }
        return line.equals("GET " + MODELS) ? models() : unknown(line);
    }

    private Optional<ApiError> wrongKey(@Nullable String authorization) {
        String key = authorization != null && authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length()).strip()
                : "";
        Set<String> keys = options.apiKeys();
        if (!key.isEmpty() && (keys.isEmpty() || keys.contains(key))) {
            return Optional.empty();
        }
        String message = key.isEmpty() ? "You didn't provide an API key." : "Incorrect API key provided.";
        return Optional.of(ApiError.invalid(401, null, "invalid_api_key", message));
    }

    private static HttpReply unknown(String line) {
        boolean wrongMethod = line.endsWith(" " + COMPLETIONS) || line.endsWith(" " + MODELS);
        ApiError error = wrongMethod
                ? ApiError.invalid(405, null, "method_not_supported", "Not allowed: " + line + ".")
                : ApiError.invalid(404, null, null, "Invalid URL (" + line + ")");
        return error.reply(Map.of());
    }

    private HttpReply models() {
        ObjectNode list = Json.object().put("object", "list");
        ArrayNode data = list.putArray("data");
        for (String model : options.models()) {
            data.addObject()
                    .put("id", model)
                    .put("object", "model")
                    .put("created", 0)
                    .put("owned_by", "winnow");
        }
        return HttpReply.json(200, list);
    }
}
