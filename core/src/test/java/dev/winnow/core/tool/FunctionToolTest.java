package dev.winnow.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.schema.RecordSchema;
import dev.winnow.core.schema.StrictSchemaChecker;
import org.junit.jupiter.api.Test;

class FunctionToolTest {

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    @Test
    void hasTheSchemaOfTheRecordAsItsParameters() {
        FunctionTool tool = FunctionTool.of(new RecordSchema("receipt", "A receipt.", json));

        assertThat(tool).isEqualTo(new FunctionTool("receipt", "Call this if the document is this: A receipt.", json));
    }

    @Test
    void isDescribedByItsNameWhereTheRecordSaysNothing() {
        FunctionTool tool = FunctionTool.of(new RecordSchema("receipt", "", json));

        assertThat(tool.description()).isEqualTo("Call this if the document is this: a receipt");
    }

    @Test
    void thereIsOneForNoneOfThese() {
        FunctionTool none = FunctionTool.none();

        assertThat(none.name()).isEqualTo("none_of_these");
        assertThat(StrictSchemaChecker.check(none.parameters())).isEmpty();
    }
}
