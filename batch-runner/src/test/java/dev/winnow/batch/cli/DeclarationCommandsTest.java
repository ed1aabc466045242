package dev.winnow.batch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code winnow types}, {@code schema} and {@code ddl}: what a record type is, without any database. */
class DeclarationCommandsTest {

    private static Cli.Result run(String... words) {
        Cli.Result result = Cli.standard().run(words).exits(ExitCodes.DONE);
        assertThat(result.err()).isEmpty();
        return result;
    }

    private static JsonNode json(String... words) throws IOException {
        return new ObjectMapper().readTree(run(words).out());
    }

    private static String migration(String type) throws IOException {
        String name = "winnow/migrations/" + type + "/V1__create_" + type + ".sql";
        try (InputStream in = DeclarationCommandsTest.class.getClassLoader().getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return in == null ? "" : new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void listsTheTypesByNameAndDescription() {
        assertThat(run("types").out()).isEqualToNormalizingNewlines("""
                        advisory\tA security advisory for one vulnerability of a software project.
                        receipt\tA receipt or invoice for something that was paid.
                        """);
    }

    @Test
    void printsTheSchemaThatTheModelGets() throws IOException {
        JsonNode schema = json("schema", "receipt");
        assertThat(schema.path("type").asText()).isEqualTo("object");
        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(schema.path("required")).hasToString("[\"company\",\"date\",\"address\",\"total\"]");
    }

    @Test
    void printsTheFunctionTool() throws IOException {
        JsonNode tool = json("schema", "--tool", "receipt");
        assertThat(tool.path("type").asText()).isEqualTo("function");
        assertThat(tool.path("function").path("name").asText()).isEqualTo("receipt");
        assertThat(tool.path("function").path("strict").asBoolean()).isTrue();
        assertThat(tool.path("function").path("parameters").path("properties").fieldNames())
                .toIterable()
                .containsExactly("company", "date", "address", "total");
    }

    @Test
    void printsThemAsTheyStandInARequest() throws IOException {
        JsonNode schema = json("schema", "receipt");

        assertThat(json("schema", "--tool", "--api", "responses", "receipt").path("parameters"))
                .isEqualTo(schema);
        assertThat(json("schema", "--tool", "--api", "chat", "receipt").at("/function/parameters"))
                .isEqualTo(schema);
        assertThat(json("schema", "--api", "responses", "receipt").path("schema"))
                .isEqualTo(schema);
        assertThat(json("schema", "--api", "chat", "receipt").at("/json_schema/schema"))
                .isEqualTo(schema);
    }

    @Test
    void printsTheSchemaInADialect() throws IOException {
        JsonNode date = json("schema", "--dialect", "fine-tuned", "receipt").at("/properties/date");

        assertThat(date.has("format")).isFalse();
        assertThat(date.path("description").asText()).contains("Written as YYYY-MM-DD.");
        assertThat(Cli.standard()
                        .with("winnow.model", "ft:gpt-4o-mini:org::id")
                        .run("schema", "receipt")
                        .exits(ExitCodes.DONE)
                        .out())
                .contains("Written as YYYY-MM-DD.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"receipt", "advisory"})
    void printsTheSqlThatTheMigrationHolds(String type) throws IOException {
        assertThat(run("ddl", type).out()).isEqualToNormalizingNewlines(migration(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema", "ddl", "reproject"})
    void namesTheKnownTypes(String command) {
        assertThat(Cli.standard().run(command, "invoice").exits(ExitCodes.USAGE).err())
                .contains("\"invoice\"", "advisory, receipt");
    }
}
