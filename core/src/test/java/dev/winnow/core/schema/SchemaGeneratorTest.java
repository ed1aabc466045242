package dev.winnow.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.type.Extracted;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaGeneratorTest {

    private final SchemaGenerator generator = new SchemaGenerator();

    static List<Class<? extends Record>> records() {
        return GoldenRecords.all();
    }

    @ParameterizedTest
    @MethodSource("records")
    void isTheGoldenFile(Class<? extends Record> type) throws IOException {
        RecordSchema schema = generator.generate(RecordType.of(type));

        Golden.check("schema/" + schema.name() + ".json", schema.json());
    }

    @ParameterizedTest
    @MethodSource("records")
    void isJsonSchemaAndStrict(Class<? extends Record> type) {
        JsonNode schema = generator.generate(RecordType.of(type)).json();

        assertThat(JsonSchemas.problemsOf(schema)).isEmpty();
        assertThat(StrictSchemaChecker.check(schema)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("records")
    void isTheSameEachTime(Class<? extends Record> type) {
        assertThat(new SchemaGenerator().generate(RecordType.of(type)))
                .isEqualTo(generator.generate(RecordType.of(type)));
    }

    @Extracted(value = "flat", instructions = "/dev/winnow/core/instructions.md")
    record Deep(Two two) {
        record Two(Three three) {}

        record Three(Four four) {}

        record Four(Five five) {}

        record Five(Six six) {}

        record Six(Seven seven) {}

        record Seven(Eight eight) {}

        record Eight(Nine nine) {}

        record Nine(Ten ten) {}

        record Ten(List<String> tooDeep) {}
    }

    @Test
    void refusesWhatStrictModeCannotExpress() {
        assertThatThrownBy(() -> generator.generate(RecordType.of(Deep.class)))
                .isInstanceOf(ProblemsException.class)
                .hasMessageEndingWith("/properties/tooDeep/items: 11 levels of nesting, at most 10 [strict-limit]");
    }
}
