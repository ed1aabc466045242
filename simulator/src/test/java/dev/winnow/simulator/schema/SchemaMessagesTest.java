package dev.winnow.simulator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.simulator.Answers;
import dev.winnow.simulator.Caller;
import dev.winnow.simulator.Requests;
import dev.winnow.simulator.Simulator;
import dev.winnow.simulator.SimulatorOptions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of the refusals. The schemas are written as the properties of an object, or as a whole root. */
class SchemaMessagesTest {
    @SuppressWarnings("NullAway.Init")
    private static Simulator simulator;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorOptions.defaults(), Answers.of(List.of()));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"type":"string","minLength":1}                     | In context=('properties', 'a'), 'minLength' is not permitted.
        {"description":"x"}                                 | In context=('properties', 'a'), schema must have a 'type' key.
        {"type":"string","enum":["X",1]}                    | In context=('properties', 'a'), enum values must be of the same type.
        {"$ref":"#","description":"d"}                      | context=('properties', 'a'), $ref cannot have keywords {'description'}.
        {"$ref":"#/$defs/X"}                                | In context=('properties', 'a'), reference can only point to '#' or to a definition in the root's '$defs'.
        {"type":"array"}                                    | In context=('properties', 'a'), array schema missing items.
        {"type":"array","items":{"type":"string","x-y":1}}  | In context=('properties', 'a', 'items'), 'x-y' is not permitted.
        {"anyOf":[{"type":"null"},{"type":"date"}]}         | In context=('properties', 'a', 'anyOf', '1'), "date" is not a valid type.
        {"type":"string","format":"uri"}                    | In context=('properties', 'a'), "uri" is not a valid format.
        {"type":"string","pattern":"a(?<!b)"}               | In context=('properties', 'a'), 'pattern' has look-around, which is not supported.
        true                                                | In context=('properties', 'a'), true is not valid here.
        {"type":"number","exclusiveMinimum":true}           | In context=('properties', 'a', 'exclusiveMinimum'), true is not valid here.
        """)
    void aboutAProperty(String property, String message) throws Exception {
        String schema = """
                {"type":"object","properties":{"a":%s},"required":["a"],"additionalProperties":false}""".formatted(property);
        assertThat(refusal(schema)).isEqualTo("Invalid schema for response_format 'receipt': " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"type":"array","items":{"type":"string"}} | schema must be a JSON Schema of 'type: "object"', got 'type: "array"'.
        {}                                         | schema must be a JSON Schema of 'type: "object"', got 'type: "None"'.
        {"type":"object","properties":{},"required":[]}                                          | In context=(), 'additionalProperties' is required to be supplied and to be false.
        {"type":"object","properties":{},"required":[],"additionalProperties":true}              | In context=(), 'additionalProperties' is required to be supplied and to be false.
        {"type":"object","properties":{},"required":["z"],"additionalProperties":false}          | In context=(), 'required' is required to be supplied and to be an array including every key in properties. Extra required key 'z' supplied.
        {"type":"object","properties":{"x":{"type":"string"}},"additionalProperties":false}      | In context=(), 'required' is required to be supplied and to be an array including every key in properties. Missing 'x'.
        {"type":"object","properties":{},"required":[],"additionalProperties":false,"oneOf":[]}  | In context=(), 'oneOf' is not permitted.
        """)
    void aboutTheRoot(String schema, String message) throws Exception {
        assertThat(refusal(schema)).isEqualTo("Invalid schema for response_format 'receipt': " + message);
    }

    @Test
    void aboutTheSize() throws Exception {
        assertThat(refusal(GeneratedSchemas.depth(11).toString()))
                .endsWith(": 11 levels of nesting exceeds limit of 10.");
        assertThat(refusal(GeneratedSchemas.props(6000).toString()))
                .endsWith(": 6000 parameters exceeds limit of 5000.");
        assertThat(refusal(GeneratedSchemas.depth(200).toString())).endsWith(" levels of nesting exceeds limit of 10.");
    }

    @Test
    void aboutAFunction() throws Exception {
        var request = Requests.withTools("x", "emit");
        request.withObject("/tools/0/function/parameters").put("minProperties", 1);
        Caller.Response response = new Caller(simulator).chat(request);
        assertThat(response.error("message"))
                .isEqualTo("Invalid schema for function 'emit': In context=(), 'minProperties' is not permitted.");
        assertThat(response.error("param")).isEqualTo("tools[0].function.parameters");
    }

    @Test
    void aSchemaThatIsNotStrictIsNotChecked() throws Exception {
        var request = Requests.withSchema("x", "receipt", Requests.json("{\"type\":\"array\"}"));
        request.withObject("/response_format/json_schema").remove("strict");
        assertThat(new Caller(simulator).chat(request).error("code")).isEqualTo("no_answer");
    }

    private static String refusal(String schema) throws Exception {
        Caller.Response response =
                new Caller(simulator).chat(Requests.withSchema("x", "receipt", Requests.json(schema)));
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body().at("/error/code").isNull()).isTrue();
        assertThat(response.error("param")).isEqualTo("response_format");
        return response.error("message");
    }
}
