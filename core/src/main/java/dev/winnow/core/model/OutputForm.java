package dev.winnow.core.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.schema.RecordSchema;
import dev.winnow.core.tool.ApiShape;
import dev.winnow.core.tool.FunctionTool;
import java.util.List;

/** How the model is made to answer in the declared form. */
public sealed interface OutputForm {

    /** The fields that say so in a request to Chat Completions. */
    ObjectNode json();

    /** {@code response_format} of type {@code json_schema}, strict. */
    record Schema(RecordSchema schema) implements OutputForm {
        @Override
        public ObjectNode json() {
            return JsonNodeFactory.instance.objectNode().set("response_format", ApiShape.CHAT.format(schema));
        }
    }

    /** Strict function tools, exactly one of which must be called. */
    record Tools(List<FunctionTool> tools) implements OutputForm {
        /** Copies the tools. */
        public Tools {
            tools = List.copyOf(tools);
        }

        @Override
        public ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            ArrayNode offered = json.putArray("tools");
            tools.forEach(tool -> offered.add(ApiShape.CHAT.tool(tool)));
            return json.put("tool_choice", "required").put("parallel_tool_calls", false);
        }
    }
}
