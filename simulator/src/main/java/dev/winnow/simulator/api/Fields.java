package dev.winnow.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Reads a request's fields and refuses them as OpenAI does. {@code path} ends with a dot or is empty. */
public final class Fields {
    private Fields() {}

    public static ObjectNode parse(byte[] body) throws ApiError {
        try {
            if (Json.MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // The parser's message quotes the body, so it is not passed on.
        }
        throw ApiError.badRequest(null, null, "We could not parse the JSON body of your request.");
    }

    static void known(JsonNode node, String path, Set<String> names) throws ApiError {
        for (Iterator<String> sent = node.fieldNames(); sent.hasNext(); ) {
            String name = sent.next();
            if (!names.contains(name)) {
                throw ApiError.unknownParameter(path + name);
            }
        }
    }

    public static String text(JsonNode node, String path, String name) throws ApiError {
        JsonNode value = present(node, path, name);
        if (!value.isTextual()) {
            throw ApiError.wrongType(path + name, "a string");
        }
        return value.textValue();
    }

    static JsonNode object(JsonNode node, String path, String name) throws ApiError {
        JsonNode value = present(node, path, name);
        if (!value.isObject()) {
            throw ApiError.wrongType(path + name, "an object");
        }
        return value;
    }

    static boolean flag(JsonNode node, String path, String name) throws ApiError {
        JsonNode value = node.path(name);
        if (!value.isBoolean() && !value.isNull() && !value.isMissingNode()) {
            throw ApiError.wrongType(path + name, "a boolean");
        }
        return value.asBoolean();
    }

    static void noLonger(String value, String name, int longest) throws ApiError {
        if (value.length() > longest) {
            throw ApiError.badRequest(
                    name,
                    "string_above_max_length",
                    ("Invalid '%s': string too long. Expected a string with maximum length %d,"
                                    + " but got a string with length %d instead.")
                            .formatted(name, longest, value.length()));
        }
    }

    static void oneOf(String value, String name, List<String> supported) throws ApiError {
        if (!supported.contains(value)) {
            throw ApiError.badRequest(
                    name,
                    "invalid_value",
                    "Invalid value for '%s'. Supported values are: %s."
                            .formatted(name, "'" + String.join("', '", supported) + "'"));
        }
    }

    static JsonNode present(JsonNode node, String path, String name) throws ApiError {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            throw ApiError.missing(path + name);
        }
        return value;
    }
}
