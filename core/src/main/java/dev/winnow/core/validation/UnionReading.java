package dev.winnow.core.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sealed interface's record, told by its discriminator.
 *
 * @param branches in the order of {@code permits}
 */
record UnionReading(String discriminator, Map<String, Reading> branches) implements Reading {

    @Override
    public @Nullable Object read(JsonNode json, Walk walk) {
        if (!json.isObject()) {
            return walk.broken("Type", "must be an object");
        }
        JsonNode name = json.get(discriminator);
        if (name == null) {
            return walk.broken(discriminator, "Missing", "must be present and one of " + names());
        }
        Reading branch = name.isTextual() ? branches.get(name.textValue()) : null;
        return branch == null
                ? walk.broken(discriminator, "Enum", "must be one of " + names())
                : branch.read(json, walk);
    }

    private String names() {
        return String.join(", ", branches.keySet());
    }
}
