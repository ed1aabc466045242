package dev.winnow.simulator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.Answer;
import dev.winnow.simulator.Answers;
import dev.winnow.simulator.Caller;
import dev.winnow.simulator.Requests;
import dev.winnow.simulator.Simulator;
import dev.winnow.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of the rules is sent to the simulator. */
class StrictSchemaCasesTest {
    /** Refused by Azure only. */
    private static final Set<String> NOT_SERVED = Set.of("64 REJECT");

    record Case(String name, JsonNode json) {
        @Override
        public String toString() {
            return name;
        }
    }

    @SuppressWarnings("NullAway.Init")
    private static Simulator simulator;

    @BeforeAll
    static void start() {
        SimulatorOptions options =
                SimulatorOptions.defaults().withModels("winnow-offline", "ft:winnow-offline", "gpt-4o-2024-08-06");
        Answer answer = Answer.of("the document", "{\"content\":\"{}\"}");
        simulator = Simulator.start(options, Answers.of(List.of(answer)));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in = StrictSchemaCasesTest.class.getResourceAsStream("/strict-schema-cases.jsonl")) {
            byte[] bytes = Objects.requireNonNull(in).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8)
                            .lines()
                            .map(Requests::json)
                            .map(json -> new Case(
                                    json.get("rule").asInt() + " "
                                            + json.get("verdict").asText(),
                                    json))
                            .toList()
                            .stream();
        }
    }

    static Stream<Case> schemas() throws IOException {
        return cases().filter(one -> one.json().has("schema") || one.json().has("generate"))
                .filter(one -> !one.json().has("tool") && !NOT_SERVED.contains(one.name()));
    }

    static Stream<Case> acceptedSchemas() throws IOException {
        return cases().filter(one -> one.name().endsWith("ACCEPT") && one.json().has("schema"));
    }

    @Test
    void thereIsACaseForEveryRule() throws IOException {
        assertThat(cases().map(one -> one.json().get("rule").asInt()))
                .containsAll(IntStream.rangeClosed(1, 65).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsOpenAi(Case one) throws Exception {
        assumeFalse(NOT_SERVED.contains(one.name()), "is not about what the simulator serves");
        Caller caller = new Caller(simulator);
        ObjectNode request = request(one.json());
        Caller.Response response = request.has("messages") ? caller.chat(request) : caller.responses(request);
        if (one.name().endsWith("ACCEPT")) {
            assertThat(response.status()).as(response.error("message")).isEqualTo(200);
        } else {
            assertThat(response.status()).isEqualTo(one.name().startsWith("62 ") ? 404 : 400);
            assertThat(response.error("type")).isEqualTo("invalid_request_error");
            assertThat(response.error("message")).startsWith(refusal(one.json()));
        }
    }

    /** Both APIs hold a schema to the same rules, each with its own code and parameter. */
    @ParameterizedTest
    @MethodSource("schemas")
    void answersAsOpenAiInResponses(Case one) throws Exception {
        JsonNode json = one.json();
        JsonNode schema = json.has("generate") ? GeneratedSchemas.generate(json) : json.get("schema");
        ObjectNode request = Requests.inputWithSchema("the document", "x", schema);
        if (json.get("rule").asInt() == 63) {
            request.put("model", "ft:winnow-offline");
        }
        Caller.Response response = new Caller(simulator).responses(request);
        if (one.name().endsWith("ACCEPT")) {
            assertThat(response.status()).as(response.error("message")).isEqualTo(200);
        } else {
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.error("message")).startsWith("Invalid schema for response_format 'x': ");
            assertThat(response.error("code")).isEqualTo("invalid_json_schema");
            assertThat(response.error("param")).isEqualTo("text.format.schema");
        }
    }

    /** The rules would be worth little if a keyword that no one knows came through anywhere. */
    @ParameterizedTest
    @MethodSource("acceptedSchemas")
    void refusesAnUnknownKeywordAtEveryNode(Case one) throws Exception {
        JsonNode schema = one.json().get("schema").deepCopy();
        for (SchemaNodes.Found found : SchemaNodes.of(schema, 100)) {
            ObjectNode node = (ObjectNode) found.node();
            node.put("planted", 1);
            Caller.Response response = new Caller(simulator).chat(Requests.withSchema("the document", "x", schema));
            assertThat(response.error("message"))
                    .contains("'planted'")
                    .contains(found.place().toString());
            node.remove("planted");
        }
    }

    private static String refusal(JsonNode one) {
        return switch (one.get("rule").asInt()) {
            case 57 -> "Invalid 'response_format.json_schema.name': string does not match pattern.";
            case 58 -> "Unknown parameter: 'response_format.strict'.";
            case 59 -> "Missing required parameter: 'text.format.name'.";
            case 61 -> "Invalid schema for function 'emit': ";
            case 62 -> "The model does not exist";
            default -> "Invalid schema for response_format 'x': ";
        };
    }

    private static ObjectNode request(JsonNode one) {
        String text = "the document";
        if (one.has("format")) {
            return Requests.plain(text).set("response_format", one.get("format"));
        }
        if (one.has("tool")) {
            ObjectNode request = Requests.plain(text);
            request.putArray("tools").add(one.get("tool"));
            return request;
        }
        if (one.has("request")) {
            return fragment(one);
        }
        JsonNode schema = one.has("generate") ? GeneratedSchemas.generate(one) : one.get("schema");
        ObjectNode request = Requests.withSchema(text, "x", schema);
        return one.get("rule").asInt() == 63 ? request.put("model", "ft:winnow-offline") : request;
    }

    /** In a fragment the empty schema stands for a real one, and a lone {@code strict} for one at its place. */
    private static ObjectNode fragment(JsonNode one) {
        ObjectNode request = Requests.receipt("the document");
        if (one.at("/request/strict").asBoolean()) {
            return request;
        }
        if (one.at("/request/text").isObject()) {
            ObjectNode response = Requests.input("the document");
            response.setAll((ObjectNode) one.get("request").deepCopy());
            if (response.at("/text/format/schema").isObject()) {
                ((ObjectNode) response.at("/text/format")).set("schema", Requests.json(Requests.SCHEMA));
            }
            return response;
        }
        request.setAll((ObjectNode) one.get("request").deepCopy());
        if (one.at("/request/response_format/json_schema").isObject()) {
            ((ObjectNode) request.at("/response_format/json_schema")).set("schema", Requests.json(Requests.SCHEMA));
        }
        return request;
    }
}
