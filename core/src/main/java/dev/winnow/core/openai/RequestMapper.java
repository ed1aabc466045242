package dev.winnow.core.openai;

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

/** From our request to openai-java's. Schemas and tools are converted once and kept: doing it for each call costs 1 ms. */
final class RequestMapper {

    private final Map<String, ResponseFormatJsonSchema> formats = new ConcurrentHashMap<>();
    private final Map<String, ChatCompletionFunctionTool> tools = new ConcurrentHashMap<>();

    ChatCompletionCreateParams map(ModelRequest request) {
        ChatCompletionCreateParams.Builder params = ChatCompletionCreateParams.builder()
                .model(request.model())
                .store(false)
                .maxCompletionTokens(request.parameters().maxOutputTokens());
        request.parameters().temperature().ifPresent(value -> params.temperature(value.doubleValue()));
        for (Message message : request.messages()) {
            switch (message.role()) {
                case SYSTEM -> params.addSystemMessage(message.content());
                case USER -> params.addUserMessage(message.content());
                case ASSISTANT -> params.addAssistantMessage(message.content());
            }
        }
        if (request.form() instanceof OutputForm.Schema form) {
            params.responseFormat(formats.computeIfAbsent(form.schema().name(), name -> format(form.schema())));
        } else if (request.form() instanceof OutputForm.Tools form) {
            params.toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED).parallelToolCalls(false);
            for (FunctionTool tool : form.tools()) {
                params.addTool(tools.computeIfAbsent(tool.name(), name -> tool(tool)));
            }
        }
        return params.build();
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
        for (Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> part :
                List.copyOf(tool.parameters().properties())) {
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
