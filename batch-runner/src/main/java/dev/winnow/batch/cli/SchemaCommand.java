package dev.winnow.batch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.schema.RecordSchema;
import dev.winnow.core.schema.SchemaGenerator;
import dev.winnow.core.tool.FunctionTool;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow schema}: prints what the model is given. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the strict JSON Schema of a record type.")
final class SchemaCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TYPE")
    private String type = "";

    @Option(names = "--tool", description = "Print the function tool instead.")
    private boolean tool;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        RecordSchema schema =
                new SchemaGenerator().generate(DatabaseOptions.types().get(type));
        JsonNode printed = tool ? tool(FunctionTool.of(schema)) : schema.json();
        spec.commandLine().getOut().println(printed.toPrettyString());
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }

    private static ObjectNode tool(FunctionTool tool) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "function");
        json.putObject("function")
                .put("name", tool.name())
                .put("description", tool.description())
                .put("strict", true)
                .set("parameters", tool.parameters());
        return json;
    }
}
