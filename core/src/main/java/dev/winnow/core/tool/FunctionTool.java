package dev.winnow.core.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.schema.RecordSchema;

/**
 * A strict function tool; calling it hands over one record.
 *
 * @param name the record type's name, or {@link #NONE}
 * @param description when to call it
 * @param parameters the strict schema of its arguments; must not be changed
 */
public record FunctionTool(String name, String description, JsonNode parameters) {

    /** Name of the tool for documents that fit none of the record types. */
    public static final String NONE = "none_of_these";

    private static final FunctionTool NONE_OF_THESE = noneOfThese();

    /** The tool that takes a record of {@code schema}. */
    public static FunctionTool of(RecordSchema schema) {
        String what = schema.description().isEmpty() ? "a " + schema.name() : schema.description();
        return new FunctionTool(schema.name(), "Call this if the document is this: " + what, schema.json());
    }

    /** The tool for a document that is none of the types asked for; always the same object. */
    public static FunctionTool none() {
        return NONE_OF_THESE;
    }

    private static FunctionTool noneOfThese() {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("type", "object");
        parameters
                .putObject("properties")
                .putObject("reason")
                .put("type", "string")
                .put("description", "What the document is instead, in a few words.");
        parameters.putArray("required").add("reason");
        parameters.put("additionalProperties", false);
        return new FunctionTool(NONE, "Call this if the document is none of the others.", parameters);
    }
}
