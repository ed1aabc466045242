package dev.winnow.extractors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.schema.Dialect;
import dev.winnow.core.schema.RecordSchema;
import dev.winnow.core.schema.SchemaGenerator;
import dev.winnow.core.tool.ApiShape;
import dev.winnow.core.tool.FunctionTool;
import dev.winnow.core.tool.RequestChecker;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.type.RecordTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the model is given for each shipped type, so that a change shows in review. {@code ./mvnw -pl core,extractors test
 * -Dtest=GoldenSchemasTest -Dsurefire.failIfNoSpecifiedTests=false -Dwinnow.golden=renew} writes the files anew.
 */
class GoldenSchemasTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    static Collection<RecordType<?>> types() {
        return RecordTypes.load(GoldenSchemasTest.class.getClassLoader()).all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void schemaAndToolsAreTheGoldenOnes(RecordType<?> type) throws IOException {
        RecordSchema schema = new SchemaGenerator().generate(type);
        FunctionTool tool = FunctionTool.of(schema);

        check(type.name() + "/schema.json", schema.json());
        check(type.name() + "/chat-tool.json", ApiShape.CHAT.tool(tool));
        check(type.name() + "/responses-tool.json", ApiShape.RESPONSES.tool(tool));
    }

    @ParameterizedTest
    @MethodSource("types")
    void canBeAskedForInEachShapeAndDialect(RecordType<?> type) {
        for (Dialect dialect : Dialect.values()) {
            RecordSchema schema = new SchemaGenerator(dialect).generate(type);
            var request = new ObjectMapper().createObjectNode().put("parallel_tool_calls", false);
            request.set("response_format", ApiShape.CHAT.format(schema));
            request.putObject("text").set("format", ApiShape.RESPONSES.format(schema));
            request.putArray("tools")
                    .add(ApiShape.CHAT.tool(FunctionTool.of(schema)))
                    .add(ApiShape.RESPONSES.tool(FunctionTool.of(schema)))
                    .add(ApiShape.CHAT.tool(FunctionTool.none()));

            assertThat(RequestChecker.check(request, dialect)).isEmpty();
        }
    }

    private static void check(String name, JsonNode json) throws IOException {
        String pretty = StrictJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        Path file = GOLDEN.resolve(name);
        if ("renew".equals(System.getProperty("winnow.golden"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, pretty);
        }
        assertThat(file).as("renew with -Dwinnow.golden=renew").content().isEqualToNormalizingNewlines(pretty);
    }
}
