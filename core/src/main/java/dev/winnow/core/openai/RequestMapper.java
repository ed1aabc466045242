package dev.winnow.core.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.OutputForm;
import dev.winnow.core.prompt.Message;
import dev.winnow.core.schema.RecordSchema;
import dev.winnow.core.tool.FunctionTool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** From our request to openai-java's. Schemas and tools are converted once and kept: doing it for each call costs 1 ms. */
final class RequestMapper {

    /** More than the recipes of one process have; a caller that makes its schemas anew each time must not fill the memory. */
    private static final int MOST_KEPT = 256;

    private final Map<Key, ResponseFormatJsonSchema> formats = new ConcurrentHashMap<>();
    private final Map<Key, ChatCompletionFunctionTool> tools = new ConcurrentHashMap<>();

    /** A schema is told by its identity: comparing or hashing its contents for each call would take longer than converting it. */
    private record Key(String name, String description, JsonNode json) {
        @Override
        @SuppressWarnings("ReferenceEquality") // meant so
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && json == key.json
                    && name.equals(key.name)
                    && description.equals(key.description);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(json) + name.hashCode();
        }
    }

    ChatCompletionCreateParams map(ModelRequest request) {
        ChatCompletionCreateParams.Builder params = ChatCompletionCreateParams.builder()
                .model(request.target().model().name())
                .store(false)
                .maxCompletionTokens(request.maxOutputTokens());
        request.target().parameters().temperature().ifPresent(value -> params.temperature(value.doubleValue()));
        for (Message message : request.messages()) {
            switch (message.role()) {
                case SYSTEM -> params.addSystemMessage(message.content());
                case USER -> params.addUserMessage(message.content());
                case ASSISTANT -> params.addAssistantMessage(message.content());
            }
        }
        if (request.form() instanceof OutputForm.Schema form) {
            RecordSchema schema = form.schema();
            Key key = new Key(schema.name(), schema.description(), schema.json());
            params.responseFormat(kept(formats, key, () -> format(schema)));
        } else if (request.form() instanceof OutputForm.Tools form) {
            params.toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED).parallelToolCalls(false);
            for (FunctionTool tool : form.tools()) {
                Key key = new Key(tool.name(), tool.description(), tool.parameters());
                params.addTool(kept(tools, key, () -> tool(tool)));
            }
        }
        return params.build();
    }

    private static <T> T kept(Map<Key, T> all, Key key, Supplier<T> converted) {
        if (all.size() > MOST_KEPT) {
            all.clear();
        }
        return all.computeIfAbsent(key, absent -> converted.get());
    }

    private static ResponseFormatJsonSchema format(RecordSchema schema) {
        ResponseFormatJsonSchema.JsonSchema.Builder format = ResponseFormatJsonSchema.JsonSchema.builder()
                .name(schema.name())
                .strict(true)
                .schema(JsonValue.fromJsonNode(schema.json()));
        if (!schema.description().isEmpty()) {
            format.description(schema.description());
        }
        return ResponseFormatJsonSchema.builder().jsonSchema(format.build()).build();
    }

    private static ChatCompletionFunctionTool tool(FunctionTool tool) {
        FunctionParameters.Builder parameters = FunctionParameters.builder();
        for (Map.Entry<String, JsonNode> part : List.copyOf(tool.parameters().properties())) {
            parameters.putAdditionalProperty(part.getKey(), JsonValue.fromJsonNode(part.getValue()));
        }
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name(tool.name())
                        .description(tool.description())
                        .parameters(parameters.build())
                        .strict(true)
                        .build())
                .build();
    }
}
