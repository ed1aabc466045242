package dev.winnow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.simulator.api.OutputFormat.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the output format, {@code tools} and {@code tool_choice} of a request. */
abstract class OutputFormats {
    private static final Set<String> CHOICES = Set.of("none", "auto", "required");

    /** What was asked for, and all schemas that came with it, also those that are not to be used. */
    record Asked(OutputFormat format, List<Form> forms) {}

    /** Refuses what makes sense with tools only. */
    abstract void checkNoTools(JsonNode body) throws ApiError;

    abstract Optional<Form> schema(JsonNode body) throws ApiError;

    abstract Form tool(JsonNode tool, String path) throws ApiError;

    /** The function that {@code tool_choice} names. */
    abstract String forced(JsonNode choice) throws ApiError;

    Asked read(JsonNode body) throws ApiError {
        Optional<Form> schema = schema(body);
        List<Form> tools = tools(body);
        if (tools.isEmpty()) {
            checkNoTools(body);
        }
        checkChoice(body.path("tool_choice"));
        List<Form> forms = new ArrayList<>(tools);
        schema.ifPresent(forms::add);
        JsonNode choice = body.path("tool_choice");
        if (!tools.isEmpty() && !choice.asText().equals("none")) {
            return new Asked(new OutputFormat.Tools(tools, forced(choice, tools)), forms);
        }
        OutputFormat format = schema.<OutputFormat>map(OutputFormat.Schema::new).orElseGet(OutputFormat.Free::new);
        return new Asked(format, forms);
    }

    private List<Form> tools(JsonNode body) throws ApiError {
        List<Form> tools = new ArrayList<>();
        if (!body.hasNonNull("tools")) {
            return tools;
        }
        if (!body.path("tools").isArray()) {
            throw ApiError.wrongType("tools", "an array of objects");
        }
        for (JsonNode tool : body.path("tools")) {
            tools.add(tool(tool, "tools[" + tools.size() + "]."));
        }
        return tools;
    }

    private static void checkChoice(JsonNode choice) throws ApiError {
        boolean known = choice.isTextual()
                ? CHOICES.contains(choice.textValue())
                : choice.isMissingNode() || choice.isNull() || choice.isObject();
        if (!known) {
            throw ApiError.badRequest(
                    "tool_choice",
                    "invalid_value",
                    "Invalid value for 'tool_choice'. Supported values are: 'none', 'auto', and 'required'.");
        }
    }

    private Optional<String> forced(JsonNode choice, List<Form> tools) throws ApiError {
        if (!choice.isObject() || !choice.path("type").asText().equals("function")) {
            return Optional.empty();
        }
        String name = forced(choice);
        if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
            throw ApiError.badRequest(
                    "tool_choice",
                    null,
                    "Invalid value for 'tool_choice': the function it names is not in the 'tools' parameter.");
        }
        return Optional.of(name);
    }
}
