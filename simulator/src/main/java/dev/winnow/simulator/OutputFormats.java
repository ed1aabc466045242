package dev.winnow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.simulator.OutputFormat.Form;
import dev.winnow.simulator.OutputFormat.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the output format, {@code tools} and {@code tool_choice}: nested in Chat Completions, flat in Responses. */
enum OutputFormats {
    CHAT {
        @Override
        Optional<Form> schema(JsonNode body) throws ApiError {
            if (!body.hasNonNull("response_format")) {
                return Optional.empty();
            }
            JsonNode format = Fields.object(body, "", "response_format");
            String path = "response_format.";
            Fields.known(format, path, Set.of("type", "json_schema"));
            if (!isSchema(format, path)) {
                return Optional.empty();
            }
            JsonNode schema = Fields.object(format, path, "json_schema");
            Source source = new Source("response_format", "response_format", null);
            return Optional.of(form(source, schema, path + "json_schema.", FORM, "schema"));
        }

        @Override
        Form tool(JsonNode tool, String path) throws ApiError {
            Fields.known(tool, path, Set.of("type", "function"));
            isFunction(tool, path);
            String inner = path + "function.";
            JsonNode function = Fields.object(tool, path, "function");
            Source source = new Source("function", inner + "parameters", "invalid_function_parameters");
            return form(source, function, inner, FORM, "parameters");
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
    },
    RESPONSES {
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
            if (!isSchema(format, path)) {
                Fields.known(format, path, Set.of("type"));
                return Optional.empty();
            }
            Source source = new Source("response_format", path + "schema", "invalid_json_schema");
            Fields.text(format, path, "name");
            Fields.object(format, path, "schema");
            return Optional.of(form(source, format, path, FLAT_FORM, "schema"));
        }

        @Override
        Form tool(JsonNode tool, String path) throws ApiError {
            isFunction(tool, path);
            Source source = new Source("function", path + "parameters", "invalid_function_parameters");
            Fields.text(tool, path, "name");
            return form(source, tool, path, FLAT_FORM, "parameters");
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
    };

    private static final String NAME_PATTERN = "^[a-zA-Z0-9_-]+$";
    private static final Pattern NAME = Pattern.compile(NAME_PATTERN);
    private static final Set<String> FORM = Set.of("name", "description", "strict");
    private static final Set<String> FLAT_FORM = Set.of("type", "name", "description", "strict");
    private static final Set<String> CHOICES = Set.of("none", "auto", "required");
    private static final int LONGEST_NAME = 64;

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

    private static boolean isSchema(JsonNode format, String path) throws ApiError {
        return switch (Fields.text(format, path, "type")) {
            case "text", "json_object" -> false;
            case "json_schema" -> true;
            default ->
                throw ApiError.badRequest(
                        path + "type",
                        "invalid_value",
                        "Invalid value for '%stype'. Supported values are: 'json_object', 'json_schema', and 'text'."
                                .formatted(path));
        };
    }

    private static void isFunction(JsonNode tool, String path) throws ApiError {
        if (!Fields.text(tool, path, "type").equals("function")) {
            throw ApiError.badRequest(
                    path + "type", "invalid_value", "This simulator takes tools of type 'function' only.");
        }
    }

    private static Form form(Source source, JsonNode node, String path, Set<String> keys, String schemaKey)
            throws ApiError {
        Set<String> known = new HashSet<>(keys);
        known.add(schemaKey);
        Fields.known(node, path, known);
        String name = Fields.text(node, path, "name");
        Fields.noLonger(name, path + "name", LONGEST_NAME);
        if (!NAME.matcher(name).matches()) {
            throw ApiError.badRequest(
                    path + "name",
                    "invalid_value",
                    ("Invalid '%sname': string does not match pattern."
                                    + " Expected a string that matches the pattern '%s'.")
                            .formatted(path, NAME_PATTERN));
        }
        boolean strict = Fields.flag(node, path, "strict");
        JsonNode schema = strict ? Fields.object(node, path, schemaKey) : node.get(schemaKey);
        return new Form(source, name, strict, schema);
    }
}
