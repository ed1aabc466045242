package dev.winnow.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.tool.ApiShape;
import dev.winnow.core.tool.FunctionTool;
import dev.winnow.core.tool.RequestChecker;
import dev.winnow.core.type.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every case of the 65 strict rules, each run through our own checker. */
class StrictSchemaCasesTest {

    private static final int CASES = 121;
    private static final int RULES = 65;

    /** Rules with nothing to reject: they say what must be let through. */
    private static final Set<Integer> ACCEPT_ONLY = Set.of(21, 29, 37, 39, 40, 46, 49, 60, 65);

    /** Their rejected case shows in several findings, as two keywords or two levels too deep; every other in one. */
    private static final Map<Integer, Integer> FINDINGS = Map.of(16, 2, 28, 2, 44, 2, 53, 2, 58, 2, 59, 4, 61, 2);

    /** Rules of a dialect. */
    private static final Map<Integer, Dialect> DIALECTS = Map.of(63, Dialect.FINE_TUNED, 64, Dialect.AZURE);

    record Case(int rule, boolean accept, JsonNode json) {
        @Override
        public String toString() {
            return "rule " + rule + (accept ? " accepts" : " rejects");
        }

        List<Problem> findings() {
            Dialect dialect = DIALECTS.getOrDefault(rule, Dialect.OPENAI);
            JsonNode schema = json.has("generate")
                    ? GeneratedSchemas.generate(json.get("generate").asText(), json.get("args"))
                    : json.path("schema");
            return schema.isObject()
                    ? StrictSchemaChecker.check(schema, dialect)
                    : RequestChecker.check(request(), dialect);
        }

        /** In a fragment the empty schema stands for a real one, and a lone {@code strict} for one at its place. */
        private ObjectNode request() {
            ObjectNode request = StrictJson.mapper().createObjectNode();
            if (json.has("format")) {
                request.set("response_format", json.get("format"));
            } else if (json.has("tool")) {
                request.put("parallel_tool_calls", false).putArray("tools").add(json.get("tool"));
            } else if (json.path("request").has("strict")) {
                request.set("response_format", ApiShape.CHAT.format(REAL));
                ((ObjectNode) request.at("/response_format/json_schema")).setAll((ObjectNode) json.get("request"));
            } else {
                request.setAll((ObjectNode) json.get("request").deepCopy());
                request.findParents("schema").forEach(parent -> ((ObjectNode) parent).set("schema", REAL.json()));
            }
            return request;
        }
    }

    private static final RecordSchema REAL = new RecordSchema("x", "", GeneratedSchemas.depth(1));

    static List<Case> cases() throws IOException {
        try (InputStream in = StrictSchemaCasesTest.class.getResourceAsStream("/strict-schema-cases.jsonl")) {
            String lines = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return lines.lines().map(StrictSchemaCasesTest::parse).toList();
        }
    }

    private static Case parse(String line) {
        try {
            JsonNode json = StrictJson.mapper().readTree(line);
            String verdict = json.get("verdict").asText();
            assertThat(verdict).isIn("ACCEPT", "REJECT");
            return new Case(json.get("rule").asInt(), verdict.equals("ACCEPT"), json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyRuleHasItsCases() throws IOException {
        List<Case> cases = cases();
        List<Integer> rules = IntStream.rangeClosed(1, RULES).boxed().toList();

        assertThat(cases).hasSize(CASES);
        assertThat(cases).filteredOn(Case::accept).extracting(Case::rule).containsExactlyElementsOf(rules);
        assertThat(cases)
                .filteredOn(one -> !one.accept())
                .extracting(Case::rule)
                .containsExactlyElementsOf(rules.stream()
                        .filter(rule -> !ACCEPT_ONLY.contains(rule))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isJudgedAsTheServerWould(Case one) {
        int findings = one.accept() ? 0 : FINDINGS.getOrDefault(one.rule(), 1);

        assertThat(one.findings()).hasSize(findings);
    }

    /** The other half of rule 60: the server takes a request without it, and answers as it likes. */
    @ParameterizedTest
    @ValueSource(strings = {"/response_format/json_schema", "/text/format", "/tools/0/function", "/tools/1"})
    void strictMustBeSent(String place) {
        ObjectNode request = everything();
        assertThat(RequestChecker.check(request, Dialect.OPENAI)).isEmpty();

        ((ObjectNode) request.at(place)).remove("strict");
        assertThat(RequestChecker.check(request, Dialect.OPENAI))
                .extracting(Problem::toString)
                .containsExactly("#" + place + ": strict is not true, without it the schema is a hint [strict-rule]");
    }

    /** Of rule 61. */
    @Test
    void parallelCallsMustBeSwitchedOff() {
        ObjectNode request = everything();
        request.remove("parallel_tool_calls");

        assertThat(RequestChecker.check(request, Dialect.OPENAI))
                .extracting(Problem::problem)
                .containsExactly("parallel_tool_calls is not false");
    }

    /** Rule 65 refuses nothing: the order must come through. */
    @Test
    void theOrderOfPropertiesIsKept() throws IOException {
        JsonNode schema = cases().get(CASES - 1).json().get("schema");
        RecordSchema ordered = new RecordSchema("x", "", schema);

        for (ApiShape shape : ApiShape.values()) {
            assertThat(shape.format(ordered).toString()).containsSubsequence("\"reasoning\"", "\"total\"");
            assertThat(shape.tool(FunctionTool.of(ordered)).toString())
                    .containsSubsequence("\"reasoning\"", "\"total\"");
        }
    }

    private static ObjectNode everything() {
        ObjectNode request = StrictJson.mapper().createObjectNode().put("parallel_tool_calls", false);
        request.set("response_format", ApiShape.CHAT.format(REAL));
        request.putObject("text").set("format", ApiShape.RESPONSES.format(REAL));
        request.putArray("tools")
                .add(ApiShape.CHAT.tool(FunctionTool.of(REAL)))
                .add(ApiShape.RESPONSES.tool(FunctionTool.of(REAL)));
        return request;
    }
}
