package dev.winnow.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.api.Api;
import dev.winnow.simulator.api.ApiError;
import dev.winnow.simulator.api.Json;
import dev.winnow.simulator.http.Ask;
import dev.winnow.simulator.http.HttpReply;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose paths, headers and error bodies a {@link Simulator} has. What a request may hold is OpenAI's in each. */
public enum Dialect {
    /** {@code /v1/...}, the key as bearer token. */
    OPENAI,

    /**
     * {@code /openai/deployments/MODEL/chat/completions?api-version=..} with the key in {@code api-key}, and
     * {@code /openai/v1/...} with the key in {@code api-key} or as bearer token. Errors of the gateway (401, 404, 429)
     * have a code and a message only.
     */
    AZURE,

    /** As vLLM: the paths of OpenAI, no rate limit headers and no {@code x-request-id}, the error code an integer. */
    VLLM;

    private static final String DEPLOYMENTS = "/openai/deployments/";

    /** Where a request leads: an API, and the model if the path names it. */
    record Target(Api api, Optional<String> model) {}

    /** The path before {@code /chat/completions} and {@code /models}. */
    String base() {
        return this == AZURE ? "/openai/v1" : "/v1";
    }

    Optional<Target> target(Ask ask) {
        if (!ask.method().equals("POST")) {
            return Optional.empty();
        }
        for (Api api : Api.values()) {
            if (ask.path().equals(base() + api.path())) {
                return Optional.of(new Target(api, Optional.empty()));
            }
        }
        return this == AZURE ? ask.version().flatMap(ignored -> deployment(ask.path())) : Optional.empty();
    }

    private static Optional<Target> deployment(String path) {
        String end = Api.CHAT_COMPLETIONS.path();
        if (path.equals("/openai" + Api.RESPONSES.path())) {
            return Optional.of(new Target(Api.RESPONSES, Optional.empty()));
        }
        if (!path.startsWith(DEPLOYMENTS) || !path.endsWith(end)) {
            return Optional.empty();
        }
        String model =
                path.substring(DEPLOYMENTS.length(), Math.max(DEPLOYMENTS.length(), path.length() - end.length()));
        return Optional.of(new Target(Api.CHAT_COMPLETIONS, Optional.of(model)));
    }

    /** The key that a request sent, or an empty text. */
    String key(Ask ask) {
        boolean classic = ask.path().startsWith("/openai/") && !ask.path().startsWith(base());
        Optional<String> azureKey = this == AZURE ? ask.azureKey() : Optional.empty();
        return azureKey.or(() -> classic ? Optional.empty() : ask.bearer()).orElse("");
    }

    boolean tellsLimits() {
        return this != VLLM;
    }

    boolean tellsRequestId() {
        return this != VLLM;
    }

    HttpReply reply(ApiError error) {
        ObjectNode body = Json.object();
        body.set("error", object(error));
        return HttpReply.json(error.status(), Json.write(body)).withHeaders(error.headers());
    }

    private ObjectNode object(ApiError error) {
        return switch (this) {
            case OPENAI -> openAi(error);
            case AZURE -> azure(error);
            case VLLM -> openAi(error).put("type", vllmType(error.status())).put("code", error.status());
        };
    }

    private static ObjectNode openAi(ApiError error) {
        return Json.object()
                .put("message", error.getMessage())
                .put("type", error.type())
                .put("param", error.param())
                .put("code", error.code());
    }

    private static ObjectNode azure(ApiError error) {
        if (error.status() == 401) {
            return gateway("401", "Access denied due to invalid subscription key or wrong API endpoint.");
        }
        if (error.status() == 404) {
            return "model_not_found".equals(error.code())
                    ? gateway("DeploymentNotFound", "The API deployment for this resource does not exist.")
                    : gateway("404", "Resource not found");
        }
        return error.status() == 429 && !"insufficient_quota".equals(error.code())
                ? gateway("429", error.getMessage())
                : openAi(error);
    }

    private static ObjectNode gateway(String code, @Nullable String message) {
        return Json.object().put("code", code).put("message", message);
    }

    private static String vllmType(int status) {
        List<Integer> known = List.of(400, 401, 404, 429);
        List<String> names = List.of("BadRequestError", "Unauthorized", "NotFoundError", "RateLimitError");
        return known.contains(status) ? names.get(known.indexOf(status)) : "InternalServerError";
    }
}
