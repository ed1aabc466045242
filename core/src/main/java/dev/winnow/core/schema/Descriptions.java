package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The descriptions in a schema. */
final class Descriptions {

    private Descriptions() {}

    /** Puts {@code description} before and {@code sentences} behind what {@code schema} already says of itself. */
    static ObjectNode describe(ObjectNode schema, String description, List<String> sentences) {
        List<String> words = new ArrayList<>();
        words.add(description);
        words.add(schema.path("description").asText());
        words.addAll(sentences);
        words.removeIf(String::isEmpty);
        if (!words.isEmpty()) {
            schema.remove("description");
            schema.put("description", String.join(" ", words));
        }
        return schema;
    }
}
