package dev.winnow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Set;

/** Reads a request's fields and refuses them as OpenAI does. {@code path} ends with a dot or is empty. */
final class Fields {
    private Fields() {}

    static void known(JsonNode node, String path, Set<String> names) throws ApiError {
        for (Iterator<String> sent = node.fieldNames(); sent.hasNext(); ) {
            String name = sent.next();
            if (!names.contains(name)) {
                throw ApiError.unknownParameter(path + name);
            }
        }
    }

    static String text(JsonNode node, String path, String name) throws ApiError {
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

    private static JsonNode present(JsonNode node, String path, String name) throws ApiError {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            throw ApiError.missing(path + name);
        }
        return value;
    }
}
