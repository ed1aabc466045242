package dev.winnow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.simulator.api.OutputFormat.Form;
import dev.winnow.simulator.api.OutputFormat.Source;
import java.util.Optional;
import java.util.Set;

/** Responses: {@code text.format}, and functions that are tools themselves. */
final class ResponsesFormats extends OutputFormats {

    @Override
    Optional<Form> schema(JsonNode body) throws ApiError {
        if (!body.hasNonNull("text")) {
            return Optional.empty();
        }
        JsonNode text = Fields.object(body, "", "text");
        Fields.known(text, "text.", Set.of("format", "verbosity"));
        if (!text.hasNonNull("format")) {
            return Optional.empty();
        }
        JsonNode format = Fields.object(text, "text.", "format");
        String path = "text.format.";
        if (!Forms.isSchema(format, path)) {
            Fields.known(format, path, Set.of("type"));
            return Optional.empty();
        }
        Source source = new Source("response_format", path + "schema", "invalid_json_schema");
        Fields.text(format, path, "name");
        Fields.object(format, path, "schema");
        return Optional.of(Forms.form(source, format, path, Set.of("type"), "schema"));
    }

    @Override
    Form tool(JsonNode tool, String path) throws ApiError {
        Forms.isFunction(tool, path);
        Source source = new Source("function", path + "parameters", "invalid_function_parameters");
        Fields.text(tool, path, "name");
        return Forms.form(source, tool, path, Set.of("type"), "parameters");
    }

    @Override
    void checkNoTools(JsonNode body) throws ApiError {
        JsonNode choice = body.path("tool_choice");
        if (choice.isObject() || choice.asText().equals("required")) {
            throw ApiError.badRequest("tool_choice", null, "Tool choice must be 'auto' or 'none' without 'tools'.");
        }
    }

    @Override
    String forced(JsonNode choice) throws ApiError {
        Fields.known(choice, "tool_choice.", Set.of("type", "name"));
        return Fields.text(choice, "tool_choice.", "name");
    }
}
