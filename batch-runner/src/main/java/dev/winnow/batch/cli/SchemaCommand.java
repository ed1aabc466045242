package dev.winnow.batch.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.batch.config.ModelSetup;
import dev.winnow.batch.config.Settings;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.schema.Dialect;
import dev.winnow.core.schema.RecordSchema;
import dev.winnow.core.schema.SchemaGenerator;
import dev.winnow.core.tool.ApiShape;
import dev.winnow.core.tool.FunctionTool;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Option(
            names = "--api",
            description =
                    "Print it as it stands in a request: ${COMPLETION-CANDIDATES}. A tool stands in that of chat.")
    private @Nullable ApiShape api;

    @Option(
            names = "--dialect",
            description =
                    "What the server takes: ${COMPLETION-CANDIDATES}. Default as in a run with the same settings.")
    private @Nullable Dialect dialect;

    @Mixin
    private TypesOptions types = new TypesOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws JsonProcessingException {
        RecordSchema schema =
                new SchemaGenerator(spoken()).generate(types.load().get(type));
        spec.commandLine()
                .getOut()
                .println(StrictJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(printed(schema)));
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }

    private JsonNode printed(RecordSchema schema) {
        if (tool) {
            return (api == null ? ApiShape.CHAT : api).tool(FunctionTool.of(schema));
        }
        return api == null ? schema.json() : api.format(schema);
    }

    private Dialect spoken() {
        return dialect != null
                ? dialect
                : ModelSetup.dialect(Settings.read(Map.of()).model(), type);
    }
}
