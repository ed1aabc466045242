package dev.winnow.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.type.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictSchemaCheckerTest {

    private static List<String> problems(JsonNode schema) {
        return StrictSchemaChecker.check(schema).stream().map(Problem::toString).toList();
    }

    /** The schema of an object whose one property {@code a} has the schema given. */
    private static JsonNode withProperty(String schemaOfA) throws JsonProcessingException {
        return StrictJson.mapper()
                .readTree("{\"type\":\"object\",\"properties\":{\"a\":" + schemaOfA
                        + "},\"required\":[\"a\"],\"additionalProperties\":false}");
    }

    @Test
    void namesEveryProblemWithItsPlaceAndItsLimit() throws JsonProcessingException {
        JsonNode schema = StrictJson.mapper().readTree("""
                {"type": "object", "required": ["zz"], "properties": {
                  "list": {"type": "array", "items": {"type": "object", "properties": {"x": {"type": "date"}}}},
                  "text": {"type": "string", "minLength": 1, "format": "uri", "pattern": "(?=x)"},
                  "either": {"anyOf": [{"type": "string", "enum": []}, {"$ref": "#/elsewhere", "title": "t"}]}}}
                """);

        assertThat(problems(schema))
                .containsExactly(
                        "#: additionalProperties is not false, it must be supplied and false [strict-rule]",
                        "#: required and properties differ, required lists every property once and nothing else [strict-rule]",
                        "#/properties/list/items: additionalProperties is not false, it must be supplied and false [strict-rule]",
                        "#/properties/list/items: required is missing, it lists every property [strict-rule]",
                        "#/properties/list/items/properties/x: has no type that is taken, one of [array, boolean,"
                                + " integer, null, number, object, string], or a list of one of them and null [strict-rule]",
                        "#/properties/text: keyword minLength is not permitted here, say it in the description [strict-rule]",
                        "#/properties/text: format is not taken, one of [date, date-time, duration, email, hostname,"
                                + " ipv4, ipv6, time, uuid] [strict-rule]",
                        "#/properties/text: pattern has look-around, write it without [strict-rule]",
                        "#/properties/either/anyOf/0: enum is empty, at least one value [strict-rule]",
                        "#/properties/either/anyOf/1: $ref has other keywords beside it, $ref stands alone [strict-rule]",
                        "#/properties/either/anyOf/1: $ref does not lead to # or a definition, only # and"
                                + " #/$defs/name [strict-rule]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"^\\\\(?=x$", "\\\\\\\\\\\\(?!", "(?:ab)+", "[0-9]{3}"})
    void takesPatternsThatOnlyResembleLookAround(String pattern) throws JsonProcessingException {
        assertThat(problems(withProperty("{\"type\":\"string\",\"pattern\":\"" + pattern + "\"}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?=x)", "(?!x)", "(?<=x)", "(?<!x)", "\\\\\\\\(?=x)"})
    void findsLookAround(String pattern) throws JsonProcessingException {
        assertThat(problems(withProperty("{\"type\":\"string\",\"pattern\":\"" + pattern + "\"}")))
                .containsExactly("#/properties/a: pattern has look-around, write it without [strict-rule]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"null\"}",
                "{\"type\":[\"null\",\"string\"]}",
                "{\"type\":[\"string\"]}",
                "{\"type\":[]}",
                "{}",
                "{\"enum\":[\"x\"]}"
            })
    void refusesWhatHasNoSingleType(String schema) throws JsonProcessingException {
        assertThat(problems(withProperty(schema)))
                .singleElement()
                .asString()
                .startsWith("#/properties/a: has no type that is taken, one of ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"anyOf\":[{\"type\":\"array\",\"items\":{\"type\":\"null\"}}]}",
                "{\"anyOf\":[{\"type\":\"object\",\"properties\":{\"b\":{\"type\":\"null\"}},"
                        + "\"required\":[\"b\"],\"additionalProperties\":false}]}"
            })
    void refusesNullAloneBelowABranch(String schema) throws JsonProcessingException {
        assertThat(problems(withProperty(schema)))
                .singleElement()
                .asString()
                .contains(": has no type that is taken, one of ");
    }

    @Test
    void refusesAPropertyRequiredTwice() throws JsonProcessingException {
        ObjectNode schema = (ObjectNode) withProperty("{\"type\":\"string\"}");
        schema.withArray("required").add("a");

        assertThat(problems(schema))
                .containsExactly("#: required and properties differ, required lists every property once and nothing"
                        + " else [strict-rule]");
    }

    @Test
    void knowsWhatADialectDoesNotTake() throws JsonProcessingException {
        JsonNode bounded = withProperty("{\"type\":\"integer\",\"exclusiveMinimum\":0}");
        JsonNode recursive = withProperty("{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}");

        assertThat(StrictSchemaChecker.check(bounded, Dialect.FINE_TUNED)).hasSize(1);
        assertThat(StrictSchemaChecker.check(bounded, Dialect.AZURE)).hasSize(1);
        assertThat(StrictSchemaChecker.check(bounded, Dialect.PLAIN)).hasSize(1);
        assertThat(StrictSchemaChecker.check(recursive, Dialect.AZURE)).isEmpty();
        assertThat(StrictSchemaChecker.check(recursive, Dialect.PLAIN))
                .extracting(Problem::toString)
                .containsExactly("#/properties/a/items: $ref is not taken, the dialect plain has none [strict-rule]");
        assertThat(StrictSchemaChecker.check(GeneratedSchemas.depth(5), Dialect.AZURE))
                .isEmpty();
        assertThat(StrictSchemaChecker.check(GeneratedSchemas.depth(6), Dialect.AZURE))
                .extracting(Problem::toString)
                .containsExactly("#" + "/properties/a".repeat(6) + ": 6 levels of nesting, at most 5 [strict-limit]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "[]", "\"string\"", "null"})
    void refusesWhatIsNoSchemaObject(String schema) throws JsonProcessingException {
        assertThat(problems(withProperty(schema)))
                .containsExactly(
                        "#/properties/a: is not a schema object, true, false and lists are not taken [strict-rule]");
    }

    @Test
    void checksDefinitionsToo() throws JsonProcessingException {
        ObjectNode schema = (ObjectNode) withProperty("{\"$ref\":\"#/$defs/x\"}");
        schema.putObject("$defs").putObject("x").put("type", "string").put("maxLength", 3);

        assertThat(problems(schema))
                .containsExactly(
                        "#/$defs/x: keyword maxLength is not permitted here, say it in the description [strict-rule]");
    }

    @Test
    void saysBySizeWhatIsTooLarge() {
        assertThat(problems(GeneratedSchemas.depth(11)))
                .containsExactly(
                        "#" + "/properties/a".repeat(11) + ": 11 levels of nesting, at most 10 [strict-limit]");
        assertThat(problems(GeneratedSchemas.enums(7, 143)))
                .containsExactly("#: 1001 enum values, at most 1000 [strict-limit]");
        assertThat(problems(GeneratedSchemas.bigEnum(251, 60)))
                .containsExactly(
                        "#/properties/a: 15060 characters in an enum of 251 values, at most 15000 [strict-limit]");
    }

    @Test
    void countsTheCharactersOfALargeEnumOnly() {
        assertThat(problems(GeneratedSchemas.bigEnum(250, 61))).isEmpty();
        assertThat(problems(GeneratedSchemas.depth(10))).isEmpty();
    }
}
