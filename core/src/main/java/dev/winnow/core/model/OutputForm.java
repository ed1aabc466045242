package dev.winnow.core.model;

import dev.winnow.core.schema.RecordSchema;
import dev.winnow.core.tool.FunctionTool;
import java.util.List;

/** How the model is made to answer in the declared form. */
public sealed interface OutputForm {

    /** {@code response_format} of type {@code json_schema}, strict. */
    record Schema(RecordSchema schema) implements OutputForm {}

    /** Strict function tools, exactly one of which must be called. */
    record Tools(List<FunctionTool> tools) implements OutputForm {
        /** Copies the tools. */
        public Tools {
            tools = List.copyOf(tools);
        }
    }
}
