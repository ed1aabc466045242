package dev.winnow.core.tool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.schema.RecordSchema;
import java.util.Locale;

/** How schemas and tools are written into a request: each of OpenAI's interfaces has a shape of its own. */
public enum ApiShape {
    /** {@code POST /chat/completions}: name, strict and schema stand one level deeper. */
    CHAT("json_schema", "function"),
    /** {@code POST /responses}: they stand flat. */
    RESPONSES("", "");

    private final String formatInside;
    private final String toolInside;

    ApiShape(String formatInside, String toolInside) {
        this.formatInside = formatInside;
        this.toolInside = toolInside;
    }

    /** The strict response format: the value of {@code response_format}, or of {@code text.format}. */
    public ObjectNode format(RecordSchema schema) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "json_schema");
        describe(inside(json, formatInside), schema.name(), schema.description())
                .set("schema", schema.json());
        return json;
    }

    /** The strict function tool: one element of {@code tools}. */
    public ObjectNode tool(FunctionTool tool) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "function");
        describe(inside(json, toolInside), tool.name(), tool.description()).set("parameters", tool.parameters());
        return json;
    }

    private static ObjectNode inside(ObjectNode json, String name) {
        return name.isEmpty() ? json : json.putObject(name);
    }

    private static ObjectNode describe(ObjectNode json, String name, String description) {
        json.put("name", name);
        if (!description.isEmpty()) {
            json.put("description", description);
        }
        return json.put("strict", true);
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
