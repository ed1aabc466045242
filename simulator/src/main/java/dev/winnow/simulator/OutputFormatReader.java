package dev.winnow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.simulator.OutputFormat.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code response_format}, {@code tools} and {@code tool_choice}. */
final class OutputFormatReader {
    private static final String NAME_PATTERN = "^[a-zA-Z0-9_-]+$";
    private static final Pattern NAME = Pattern.compile(NAME_PATTERN);
    private static final Set<String> CHOICES = Set.of("none", "auto", "required");
    private static final int LONGEST_NAME = 64;

    private OutputFormatReader() {}

    /** What was asked for, and all schemas that came with it, also those that are not to be used. */
    record Asked(OutputFormat format, List<Form> forms) {}

    static Asked read(JsonNode root) throws ApiError {
        Optional<Form> schema = responseFormat(root);
        List<Form> tools = tools(root);
        JsonNode choice = root.path("tool_choice");
        checkChoice(root, tools);
        List<Form> forms = new ArrayList<>(tools);
        schema.ifPresent(forms::add);
        if (!tools.isEmpty() && !choice.asText().equals("none")) {
            return new Asked(new OutputFormat.Tools(tools, forced(choice, tools)), forms);
        }
        OutputFormat format = schema.<OutputFormat>map(OutputFormat.Schema::new).orElseGet(OutputFormat.Free::new);
        return new Asked(format, forms);
    }

    private static void checkChoice(JsonNode root, List<Form> tools) throws ApiError {
        for (String name : List.of("tool_choice", "parallel_tool_calls")) {
            if (tools.isEmpty() && root.hasNonNull(name)) {
                String message = "Invalid value for '%s': '%s' is only allowed when 'tools' are specified.";
                throw ApiError.badRequest(name, null, message.formatted(name, name));
            }
        }
        JsonNode choice = root.path("tool_choice");
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

    private static Optional<Form> responseFormat(JsonNode root) throws ApiError {
        if (!root.hasNonNull("response_format")) {
            return Optional.empty();
        }
        JsonNode format = Fields.object(root, "", "response_format");
        String path = "response_format.";
        Fields.known(format, path, Set.of("type", "json_schema"));
        String type = Fields.text(format, path, "type");
        return switch (type) {
            case "text", "json_object" -> Optional.empty();
            case "json_schema" -> {
                JsonNode schema = Fields.object(format, path, "json_schema");
                yield Optional.of(form("response_format", "response_format", schema, path + "json_schema.", "schema"));
            }
            default ->
                throw ApiError.badRequest(
                        path + "type",
                        "invalid_value",
                        "Invalid value for '%stype'. Supported values are: 'json_object', 'json_schema', and 'text'."
                                .formatted(path));
        };
    }

    private static List<Form> tools(JsonNode root) throws ApiError {
        List<Form> tools = new ArrayList<>();
        if (!root.hasNonNull("tools")) {
            return tools;
        }
        if (!root.path("tools").isArray()) {
            throw ApiError.wrongType("tools", "an array of objects");
        }
        for (JsonNode tool : root.path("tools")) {
            String path = "tools[" + tools.size() + "].";
            Fields.known(tool, path, Set.of("type", "function"));
            if (!Fields.text(tool, path, "type").equals("function")) {
                throw ApiError.badRequest(
                        path + "type", "invalid_value", "This simulator takes tools of type 'function' only.");
            }
            String inner = path + "function.";
            JsonNode function = Fields.object(tool, path, "function");
            tools.add(form("function", inner + "parameters", function, inner, "parameters"));
        }
        return tools;
    }

    private static Form form(String kind, String param, JsonNode node, String path, String schemaKey) throws ApiError {
        Fields.known(node, path, Set.of("name", "description", "strict", schemaKey));
        String name = Fields.text(node, path, "name");
        checkName(name, path);
        boolean strict = Fields.flag(node, path, "strict");
        JsonNode schema = strict ? Fields.object(node, path, schemaKey) : node.get(schemaKey);
        return new Form(kind, param, name, strict, schema);
    }

    private static void checkName(String name, String path) throws ApiError {
        if (name.length() > LONGEST_NAME) {
            throw ApiError.badRequest(
                    path + "name",
                    "string_above_max_length",
                    ("Invalid '%sname': string too long. Expected a string with maximum length %d,"
                                    + " but got a string with length %d instead.")
                            .formatted(path, LONGEST_NAME, name.length()));
        }
        if (!NAME.matcher(name).matches()) {
            throw ApiError.badRequest(
                    path + "name",
                    "invalid_value",
                    ("Invalid '%sname': string does not match pattern."
                                    + " Expected a string that matches the pattern '%s'.")
                            .formatted(path, NAME_PATTERN));
        }
    }

    private static Optional<String> forced(JsonNode choice, List<Form> tools) throws ApiError {
        if (!choice.isObject() || !choice.path("type").asText().equals("function")) {
            return Optional.empty();
        }
        String name = Fields.text(Fields.object(choice, "tool_choice.", "function"), "tool_choice.function.", "name");
        if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
            throw ApiError.badRequest(
                    "tool_choice",
                    null,
                    "Invalid value for 'tool_choice': the function it names is not in the 'tools' parameter.");
        }
        return Optional.of(name);
    }
}
