package dev.winnow.core.openai;

import com.openai.core.JsonValue;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import dev.winnow.core.json.CanonicalJson;
import dev.winnow.core.model.Api;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelProfile.OutputLimit;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.OutputForm;
import dev.winnow.core.model.Parameters;
import dev.winnow.core.prompt.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * From our request to openai-java's. Schemas and tools are sent raw, so that they go out as they were checked, in their order; they
 * are converted once and kept: doing it for each call costs 1 ms. Thread-safe.
 */
final class RequestMapper {

    /** More than the recipes of one process have; a caller that makes its schemas anew each time must not fill the memory. */
    private static final int MOST_KEPT = 256;
    /** Responses refuses less. */
    private static final int LEAST_OUTPUT_TOKENS = 16;

    private static final int CACHE_KEY_LENGTH = 32;

    private final Map<Key, Fields> kept = new ConcurrentHashMap<>();

    /** The fields of the body that ask for a form, and a hash of them. */
    private record Fields(Map<String, JsonValue> json, String hash) {}

    /** A form is told by its identity: comparing or hashing its schema for each call would take longer than converting it. */
    private record Key(OutputForm form, Api api) {
        @Override
        @SuppressWarnings("ReferenceEquality") // meant so
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && form == key.form && api == key.api;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(form) + api.hashCode();
        }
    }

    ChatCompletionCreateParams.Builder chat(ModelRequest request) {
        Parameters parameters = request.target().parameters();
        ChatCompletionCreateParams.Builder params = ChatCompletionCreateParams.builder()
                .model(request.target().model().name())
                .store(false);
        if (request.target().model().outputLimit() == OutputLimit.MAX_TOKENS) {
            params.putAdditionalBodyProperty("max_tokens", JsonValue.from(request.maxOutputTokens()));
        } else {
            params.maxCompletionTokens(request.maxOutputTokens());
        }
        parameters.temperature().ifPresent(value -> params.temperature(value.doubleValue()));
        parameters.reasoningEffort().ifPresent(value -> params.reasoningEffort(ReasoningEffort.of(value)));
        for (Message message : request.messages()) {
            switch (message.role()) {
                case SYSTEM -> params.addSystemMessage(message.content());
                case USER -> params.addUserMessage(message.content());
                case ASSISTANT -> params.addAssistantMessage(message.content());
            }
        }
        Fields form = fields(request);
        form.json().forEach(params::putAdditionalBodyProperty);
        cacheKey(request, form).ifPresent(params::promptCacheKey);
        return params;
    }

    ResponseCreateParams.Builder responses(ModelRequest request) {
        Parameters parameters = request.target().parameters();
        ResponseCreateParams.Builder params = ResponseCreateParams.builder()
                .model(request.target().model().name())
                .store(false)
                .maxOutputTokens(Math.max(request.maxOutputTokens(), LEAST_OUTPUT_TOKENS))
                .inputOfResponse(request.messages().stream()
                        .map(RequestMapper::inputItem)
                        .toList());
        parameters.temperature().ifPresent(value -> params.temperature(value.doubleValue()));
        parameters
                .reasoningEffort()
                .ifPresent(value -> params.reasoning(
                        Reasoning.builder().effort(ReasoningEffort.of(value)).build()));
        Fields form = fields(request);
        form.json().forEach(params::putAdditionalBodyProperty);
        cacheKey(request, form).ifPresent(params::promptCacheKey);
        return params;
    }

    private static ResponseInputItem inputItem(Message message) {
        return ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                .role(
                        switch (message.role()) {
                            case SYSTEM -> EasyInputMessage.Role.SYSTEM;
                            case USER -> EasyInputMessage.Role.USER;
                            case ASSISTANT -> EasyInputMessage.Role.ASSISTANT;
                        })
                .content(message.content())
                .build());
    }

    /**
     * The same for all documents of a recipe, whose instructions and schema are what a prompt cache can hold. Only for those servers
     * that are known to take it: it decides no answer.
     */
    private static Optional<String> cacheKey(ModelRequest request, Fields form) {
        Endpoint endpoint = request.target().endpoint();
        if (endpoint.kind() == Endpoint.Kind.COMPATIBLE || AzureUrls.isResource(endpoint)) {
            return Optional.empty();
        }
        StringBuilder constant = new StringBuilder(form.hash());
        for (Message message : request.messages()) {
            if (message.role() == Message.Role.SYSTEM) {
                constant.append(message.sha256());
            }
        }
        return Optional.of(CanonicalJson.sha256(constant.toString()).substring(0, CACHE_KEY_LENGTH));
    }

    private Fields fields(ModelRequest request) {
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        Api api = request.target().api();
        return kept.computeIfAbsent(new Key(request.form(), api), absent -> convert(request.form(), api));
    }

    private static Fields convert(OutputForm form, Api api) {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        form.json(api.shape())
                .properties()
                .forEach(field -> fields.put(field.getKey(), JsonValue.fromJsonNode(field.getValue())));
        return new Fields(fields, CanonicalJson.sha256(form.json(api.shape())));
    }
}
