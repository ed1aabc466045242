package dev.winnow.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.core.tool.ApiShape;
import dev.winnow.core.type.Extracted;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.validation.Read;
import dev.winnow.core.validation.RecordReader;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Defects of other libraries' schemas, by what went wrong there: openai-java 4.100.0, Spring AI 2.0.1 and langchain4j 1.19.0 as
 * run in November 2026, and the threads cited.
 */
class PeersSchemaDefectsTest {

    private static final String INSTRUCTIONS = "/dev/winnow/core/instructions.md";

    private static final JsonNode SCHEMA = schema(Everything.class);

    private static JsonNode schema(Class<? extends Record> type) {
        return new SchemaGenerator().generate(RecordType.of(type)).json();
    }

    private static JsonNode property(String name) {
        assertThat(SCHEMA.path("properties").has(name)).as(name).isTrue();
        return SCHEMA.path("properties").path(name);
    }

    @Extracted(value = "everything", instructions = INSTRUCTIONS)
    record Everything(
            @JsonPropertyDescription("Comes first.") String zebra,
            Optional<Color> optionalEnum,
            @Nullable Color nullableEnum,
            @JsonPropertyDescription("Who sells.") @Valid Party seller,
            @JsonPropertyDescription("Who buys.") @Valid Party buyer,
            Optional<@Valid Party> agent,
            @Valid Node tree,
            Optional<@Valid Node> otherTree,
            @JsonProperty("invoice_no") String number,
            @JsonIgnore @Nullable String ignored,
            Gen<String> generic,
            LocalDate day,
            Instant moment,
            UUID id,
            Optional<String> optionalText,
            Map<String, Integer> counts,
            OptionalInt optionalInt,
            int primitive,
            @Valid Shape shape,
            @NotBlank @Size(max = 20) String apple) {}

    enum Color {
        RED,
        GREEN
    }

    record Party(@NotBlank String name) {}

    record Node(String value, List<@Valid Node> children) {}

    record Gen<T>(T held) {}

    sealed interface Shape permits Circle, Square {
        default double area() {
            return 0;
        }
    }

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    /** openai-java refuses it, langchain4j breaks it. */
    @Test
    void anOptionalEnumIsNullable() {
        assertThat(property("optionalEnum").path("anyOf"))
                .hasToString("[{\"type\":\"string\",\"enum\":[\"RED\",\"GREEN\"]},{\"type\":\"null\"}]");
    }

    /** openai-java refuses {@code Optional} of what is used twice, and of what contains itself. */
    @Test
    void anOptionalOfARepeatedOrRecursiveRecordIsNullable() {
        assertThat(property("agent").at("/anyOf/0/properties/name/type").asText())
                .isEqualTo("string");
        assertThat(property("agent").at("/anyOf/1/type").asText()).isEqualTo("null");
        assertThat(property("otherTree").path("anyOf"))
                .hasToString("[{\"$ref\":\"#/$defs/Node\"},{\"type\":\"null\"}]");
    }

    /** Without null among its values the model must invent one: livekit/agents#5078, victools/jsonschema-generator#213. */
    @Test
    void aNullableEnumTakesNull() {
        assertThat(JsonSchemas.violations(property("nullableEnum"), JsonNodeFactory.instance.nullNode()))
                .isEmpty();
    }

    /** openai-java and Spring AI: camel-ai/camel#3001, defog-ai/defog#244, langchain-ai/langchainjs#11384. */
    @Test
    void aReferenceStandsAlone() {
        assertThat(SCHEMA.findParents("$ref"))
                .isNotEmpty()
                .allSatisfy(node -> assertThat(node).hasSize(1));
        assertThat(property("seller").path("description").asText()).isEqualTo("Who sells.");
        assertThat(property("buyer").path("description").asText()).isEqualTo("Who buys.");
    }

    /** openai-java and Spring AI sort: spring-projects/spring-ai#1335, spring-projects/spring-ai#5797. */
    @Test
    void propertiesComeInTheOrderOfComponents() {
        assertThat(SCHEMA.path("properties").fieldNames())
                .toIterable()
                .startsWith("zebra", "optionalEnum")
                .endsWith("shape", "apple");
        assertThat(SCHEMA.path("required")).hasSameSizeAs(SCHEMA.path("properties"));
    }

    /** Drops out of {@code required} in Spring AI, is another name to langchain4j's parser: openai/openai-java#612. */
    @Test
    void aRenamedPropertyIsRequiredAndReadByThatName() {
        assertThat(property("invoice_no").path("type").asText()).isEqualTo("string");
        assertThat(SCHEMA.path("required").toString()).contains("\"invoice_no\"");
        assertThat(new RecordReader(RecordType.of(Renamed.class), Clock.systemUTC()).read("{\"invoice_no\": \"7\"}"))
                .isInstanceOf(Read.Valid.class);
    }

    @Extracted(value = "renamed", instructions = INSTRUCTIONS)
    record Renamed(@JsonProperty("invoice_no") String number) {}

    /** langchain4j/langchain4j#3515, langchain4j/langchain4j#3186, langchain4j/langchain4j#2249. */
    @Test
    void whatIsIgnoredOrInheritedIsLeftOut() {
        assertThat(SCHEMA.path("properties").has("ignored")).isFalse();
        assertThat(SCHEMA.toString()).doesNotContain("area");
    }

    /** langchain4j loses it. */
    @Test
    void aGenericHoldsItsArgument() {
        assertThat(property("generic").at("/properties/held/type").asText()).isEqualTo("string");
    }

    /** langchain4j walks dates and Optional by reflection. */
    @Test
    void typesOfTheJdkAreSingleValues() {
        assertThat(property("day")).hasToString("{\"type\":\"string\",\"format\":\"date\"}");
        assertThat(property("moment")).hasToString("{\"type\":\"string\",\"format\":\"date-time\"}");
        assertThat(property("id")).hasToString("{\"type\":\"string\",\"format\":\"uuid\"}");
        assertThat(property("optionalText").path("type")).hasToString("[\"string\",\"null\"]");
    }

    /** Spring AI leaves additionalProperties out, langchain4j writes an empty object: agentscope-ai/agentscope-java#2548. */
    @Test
    void aMapIsAListOfStrictEntries() {
        assertThat(property("counts").path("items"))
                .hasToString("{\"type\":\"object\",\"properties\":{\"key\":{\"type\":\"string\"},"
                        + "\"value\":{\"type\":\"integer\"}},\"required\":[\"key\",\"value\"],"
                        + "\"additionalProperties\":false}");
    }

    /** Refused by openai-java, a bare object in Spring AI, the JDK's internals in langchain4j. */
    @Test
    void anOptionalIntIsANullableInteger() {
        assertThat(property("optionalInt").path("type")).hasToString("[\"integer\",\"null\"]");
    }

    /** Spring AI adds {@code format: int32}, which is on no list. */
    @Test
    void anIntHasNoFormat() {
        assertThat(property("primitive")).hasToString("{\"type\":\"integer\"}");
    }

    /** Refused by openai-java, a bare object in Spring AI; oneOf elsewhere: openai/openai-agents-python#1884. */
    @Test
    void aSealedInterfaceIsAnAnyOfWithItsDiscriminatorFirst() {
        JsonNode branches = property("shape").path("anyOf");
        assertThat(branches)
                .hasSize(2)
                .allSatisfy(branch -> assertThat(
                                branch.path("properties").fieldNames().next())
                        .isEqualTo("type"));
        assertThat(branches.at("/0/properties/type")).hasToString("{\"type\":\"string\",\"enum\":[\"circle\"]}");
        assertThat(SCHEMA.toString()).doesNotContain("oneOf");
    }

    /** A reference to anything but a definition is refused: dotnet/extensions#6918. */
    @Test
    void aReferenceLeadsToADefinition() {
        assertThat(SCHEMA.findValuesAsText("$ref")).isNotEmpty().allMatch(place -> place.equals("#/$defs/Node"));
        assertThat(SCHEMA.at("/$defs/Node/properties/children/items")).hasToString("{\"$ref\":\"#/$defs/Node\"}");
    }

    /** A root that is no plain object: openai/openai-node#995. */
    @Test
    void theRootIsAnObjectEvenWhereItContainsItself() {
        JsonNode root = schema(Root.class);

        assertThat(root.path("type").asText()).isEqualTo("object");
        assertThat(root.at("/properties/children/items")).hasToString("{\"$ref\":\"#\"}");
    }

    @Extracted(value = "root", instructions = INSTRUCTIONS)
    record Root(String value, List<@Valid Root> children) {}

    /** None of the three puts Jakarta's constraints into the schema: langchain4j/langchain4j#1346, spring-projects/spring-ai#794. */
    @Test
    void constraintsAreInTheSchema() {
        assertThat(property("apple").path("pattern").asText()).isEqualTo("^[\\s\\S]{1,20}$");
        assertThat(property("apple").path("description").asText())
                .isEqualTo("Must not be blank. At most 20 characters.");
    }

    /** openai-java prefixes the class name, which may exceed the 64 characters. */
    @Test
    void theNameIsTheTypes() {
        RecordSchema schema = new SchemaGenerator().generate(RecordType.of(Root.class));

        assertThat(ApiShape.CHAT.format(schema).at("/json_schema/name").asText())
                .isEqualTo("root");
    }

    /** openai-java still has the limits of 2024: 100 properties. */
    @Test
    void theLimitsAreTodays() {
        assertThat(StrictSchemaChecker.check(GeneratedSchemas.depth(9))).isEmpty();
        assertThat(StrictSchemaChecker.check(GeneratedSchemas.generate(
                        "props", JsonNodeFactory.instance.arrayNode().add(5_000))))
                .isEmpty();
    }

    /** A level for every list around a record: tidyverse/ellmer#671. */
    @Test
    void wrappersCountAsLevels() {
        assertThatThrownBy(() -> schema(Wrapped.class))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("11 levels of nesting, at most 10");
    }

    @Extracted(value = "wrapped", instructions = INSTRUCTIONS)
    record Wrapped(List<List<List<List<List<List<List<List<List<List<String>>>>>>>>>> lists) {}

    /** Silently dropped or refused by other servers: laravel/ai#715, sgl-project/sglang#37707, simstudioai/sim#7553. */
    @Test
    void whatAServerDoesNotTakeIsSaidInWords() {
        JsonNode apple = new SchemaGenerator(Dialect.AZURE)
                .generate(RecordType.of(Everything.class))
                .json()
                .at("/properties/apple");

        assertThat(apple)
                .hasToString("{\"type\":\"string\",\"description\":\"Must not be blank. At most 20 characters.\"}");
    }
}
