package dev.winnow.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DialectTest {

    static List<Class<? extends Record>> records() {
        return GoldenRecords.all();
    }

    private static JsonNode schema(Class<? extends Record> type, Dialect dialect) {
        return new SchemaGenerator(dialect).generate(RecordType.of(type)).json();
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-5.4-nano, https://api.openai.com/v1, OPENAI",
        "ft:gpt-4o-mini:org::id, https://api.openai.com/v1, FINE_TUNED",
        "gpt-5.4-nano, https://acme.openai.azure.com/openai/v1, AZURE",
        "gpt-5.4-nano, https://ACME.Services.AI.Azure.com/openai/v1, AZURE",
        "ft:gpt-4o-mini:org::id, https://acme.openai.azure.com/openai/v1, AZURE",
        "qwen, http://localhost:8000/v1, OPENAI",
        "qwen, https://openai.azure.com.example/v1, OPENAI"
    })
    void isToldByModelAndHost(String model, URI baseUrl, Dialect dialect) {
        assertThat(Dialect.of(model, baseUrl)).isEqualTo(dialect);
    }

    /** Nothing is lost: the golden file shows that each keyword has become a sentence. */
    @ParameterizedTest
    @MethodSource("records")
    void keywordsBecomeWords(Class<? extends Record> type) throws IOException {
        Golden.check("schema/in-words/" + RecordType.of(type).name() + ".json", schema(type, Dialect.FINE_TUNED));
    }

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"FINE_TUNED", "AZURE"})
    void takesRecursion(Dialect dialect) {
        assertThat(StrictSchemaChecker.check(schema(GoldenShapes.Folder.class, dialect), dialect))
                .isEmpty();
    }

    @Test
    void recursionWithoutReferencesIsAProblem() {
        assertThatThrownBy(() -> schema(GoldenShapes.Folder.class, Dialect.PLAIN))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining(
                        "Folder.folders[]: leads back to Folder, the dialect plain takes no references; end"
                                + " the recursion, or choose another server [dialect]")
                .hasMessageContaining("Folder.home: leads back to Folder")
                .hasMessageContaining("Folder.owner.boss: leads back to Person")
                .hasMessageContaining("Folder.owner.deputies[]: leads back to Person");
        assertThatThrownBy(() -> schema(GoldenShapes.Formula.class, Dialect.PLAIN))
                .hasMessageContaining("Formula.term<Sum>.terms[]: leads back to Term");
    }

    @Test
    void hasLimitsOfItsOwn() {
        assertThatThrownBy(() -> schema(SchemaGeneratorTest.Deep.class, Dialect.AZURE))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("6 levels of nesting, at most 5 [strict-limit]");
    }
}
