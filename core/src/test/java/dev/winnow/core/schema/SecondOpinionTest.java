package dev.winnow.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.type.RecordType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an independent generator thinks of names, nesting and types. */
class SecondOpinionTest {

    /** The differences of each type, with their reasons. */
    private static final Map<String, List<String>> DIFFERENCES = Map.of(
            // it takes each enum for a text, even one that @JsonValue gives a number
            "scalars",
            List.of(".grade: integer, string", ".lastGrade: integer, string"),
            // it does not look into the records of a sealed interface
            "payment",
            List.of(
                    ".before.expires: string, ",
                    ".before.kind: string, ",
                    ".before.lastDigits: string, ",
                    ".before.tendered: number, ",
                    ".means.expires: string, ",
                    ".means.kind: string, ",
                    ".means.lastDigits: string, ",
                    ".means.tendered: number, ",
                    ".others[].expires: string, ",
                    ".others[].kind: string, ",
                    ".others[].lastDigits: string, ",
                    ".others[].tendered: number, "),
            "chain",
            List.of(
                    ".next.next: object, ",
                    ".next.next.reached: boolean, ",
                    ".next.next.type: string, ",
                    ".next.reached: boolean, ",
                    ".next.text: string, ",
                    ".next.type: string, "),
            "family",
            List.of(
                    ".head.children[].age: integer, ",
                    ".head.children[].children: array, ",
                    ".head.children[].children[]: object, ",
                    ".head.children[].partner: object, ",
                    ".head.children[].type: string, ",
                    ".member.age: integer, ",
                    ".member.children: array, ",
                    ".member.children[]: object, ",
                    ".member.partner: object, ",
                    ".member.partner.children: array, ",
                    ".member.partner.children[]: object, ",
                    ".member.partner.partner: object, ",
                    ".member.type: string, "),
            "formula",
            List.of(
                    ".term.inner: object, ",
                    ".term.number: number, ",
                    ".term.terms: array, ",
                    ".term.terms[]: object, ",
                    ".term.type: string, "));

    static List<Class<? extends Record>> records() {
        return GoldenRecords.all();
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyDifferenceIsKnown(Class<? extends Record> type) throws JsonMappingException {
        RecordSchema schema = new SchemaGenerator().generate(RecordType.of(type));

        assertThat(SecondOpinion.differences(schema.json(), type))
                .containsExactlyElementsOf(DIFFERENCES.getOrDefault(schema.name(), List.of()));
    }

    @Test
    void seesAnotherNameAnotherTypeAndAnotherPlace() throws JsonMappingException {
        Class<? extends Record> type = GoldenRecords.Names.class;
        JsonNode schema =
                new SchemaGenerator().generate(RecordType.of(type)).json().deepCopy();
        ObjectNode properties = (ObjectNode) schema.get("properties");
        properties.set("firstName", properties.remove("first_name"));
        ((ObjectNode) properties.get("x2_value")).put("type", "string");

        assertThat(SecondOpinion.differences(schema, type))
                .contains(".firstName: string, ", ".first_name: , string", ".x2_value: string, integer");
    }
}
