package dev.winnow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.simulator.api.OutputFormat.Form;
import dev.winnow.simulator.api.OutputFormat.Source;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chat Completions: {@code response_format}, and functions inside their tools. */
final class ChatFormats extends OutputFormats {

    @Override
    Optional<Form> schema(JsonNode body) throws ApiError {
        if (!body.hasNonNull("response_format")) {
            return Optional.empty();
        }
        JsonNode format = Fields.object(body, "", "response_format");
        String path = "response_format.";
        Fields.known(format, path, Set.of("type", "json_schema"));
        if (!Forms.isSchema(format, path)) {
            return Optional.empty();
        }
        JsonNode schema = Fields.object(format, path, "json_schema");
        Source source = new Source("response_format", "response_format", null);
        return Optional.of(Forms.form(source, schema, path + "json_schema.", Set.of(), "schema"));
    }

    @Override
    Form tool(JsonNode tool, String path) throws ApiError {
        Fields.known(tool, path, Set.of("type", "function"));
        Forms.isFunction(tool, path);
        String inner = path + "function.";
        JsonNode function = Fields.object(tool, path, "function");
        Source source = new Source("function", inner + "parameters", "invalid_function_parameters");
        return Forms.form(source, function, inner, Set.of(), "parameters");
    }

    @Override
    void checkNoTools(JsonNode body) throws ApiError {
        for (String name : List.of("tool_choice", "parallel_tool_calls")) {
            if (body.hasNonNull(name)) {
                String message = "Invalid value for '%s': '%s' is only allowed when 'tools' are specified.";
                throw ApiError.badRequest(name, null, message.formatted(name, name));
            }
        }
    }

    @Override
    String forced(JsonNode choice) throws ApiError {
        return Fields.text(Fields.object(choice, "tool_choice.", "function"), "tool_choice.function.", "name");
    }
}
