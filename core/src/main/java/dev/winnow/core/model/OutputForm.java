package dev.winnow.core.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.schema.RecordSchema;
import dev.winnow.core.tool.ApiShape;
import dev.winnow.core.tool.FunctionTool;
import java.util.ArrayList;
import java.util.List;

/** How the model is made to answer in the declared form. */
public sealed interface OutputForm {

    /** One type by {@code style}; several as one tool each, and one for none of these. */
    static OutputForm of(List<RecordSchema> schemas, OutputStyle style) {
        if (schemas.size() == 1 && style == OutputStyle.SCHEMA) {
            return new Schema(schemas.get(0));
        }
        List<FunctionTool> tools =
                new ArrayList<>(schemas.stream().map(FunctionTool::of).toList());
        if (schemas.size() > 1) {
            tools.add(FunctionTool.none());
        }
        return new Tools(tools);
    }

    /** The fields that say so in a request of {@code shape}. */
    ObjectNode json(ApiShape shape);

    /** A strict {@code json_schema} as response format. */
    record Schema(RecordSchema schema) implements OutputForm {
        @Override
        public ObjectNode json(ApiShape shape) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            return switch (shape) {
                case CHAT -> json.set("response_format", shape.format(schema));
                case RESPONSES -> {
                    json.putObject("text").set("format", shape.format(schema));
                    yield json;
                }
            };
        }
    }

    /** Strict function tools, exactly one of which must be called. */
    record Tools(List<FunctionTool> tools) implements OutputForm {
        /** Copies the tools. */
        public Tools {
            tools = List.copyOf(tools);
        }

        @Override
        public ObjectNode json(ApiShape shape) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            ArrayNode offered = json.putArray("tools");
            tools.forEach(tool -> offered.add(shape.tool(tool)));
            return json.put("tool_choice", "required").put("parallel_tool_calls", false);
        }
    }
}
