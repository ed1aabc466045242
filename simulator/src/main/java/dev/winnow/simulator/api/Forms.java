package dev.winnow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.simulator.api.OutputFormat.Form;
import dev.winnow.simulator.api.OutputFormat.Source;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what both APIs say in the same words about a named schema. */
final class Forms {
    private static final String NAME_PATTERN = "^[a-zA-Z0-9_-]+$";
    private static final Pattern NAME = Pattern.compile(NAME_PATTERN);
    private static final int LONGEST_NAME = 64;

    private Forms() {}

    static boolean isSchema(JsonNode format, String path) throws ApiError {
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

    static void isFunction(JsonNode tool, String path) throws ApiError {
        if (!Fields.text(tool, path, "type").equals("function")) {
            throw ApiError.badRequest(
                    path + "type", "invalid_value", "This simulator takes tools of type 'function' only.");
        }
    }

    /** @param keys what may stand beside the name, a description, {@code strict} and the schema */
    static Form form(Source source, JsonNode node, String path, Set<String> keys, String schemaKey) throws ApiError {
        Set<String> known = new HashSet<>(keys);
        known.addAll(List.of("name", "description", "strict", schemaKey));
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
