package dev.winnow.core.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.winnow.core.json.RecordJson;
import dev.winnow.core.type.Extracted;
import dev.winnow.core.type.RecordType;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record has a discriminator where its sealed interface is declared, and none where it is declared itself. */
class RecursiveUnionsTest {

    @Extracted(value = "formula", instructions = "/dev/winnow/core/instructions.md")
    record Formula(@Nullable Sum sum, Term term, Box<Term> box) {}

    sealed interface Term {
        record Number(int value) implements Term {}

        record Negated(@Nullable Negated self, Term term) implements Term {}
    }

    record Box<T>(List<T> content) {}

    record Sum(Term left, @Nullable Sum next) {}

    private final RecordReader reader = new RecordReader(RecordType.of(Formula.class), Clock.systemUTC());

    private static final String ONE = "{\"type\":\"number\",\"value\":1}";
    private static final String NEGATED =
            "{\"type\":\"negated\",\"self\":{\"self\":null,\"term\":" + ONE + "},\"term\":" + ONE + "}";

    @ParameterizedTest
    @ValueSource(strings = {ONE, NEGATED, "{\"type\":\"negated\",\"self\":null,\"term\":" + NEGATED + "}"})
    void areReadAndWrittenAlike(String term) throws JsonProcessingException {
        String reply = "{\"sum\":{\"left\":" + term + ",\"next\":{\"left\":" + term + ",\"next\":null}},\"term\":"
                + term + ",\"box\":{\"content\":[" + term + "]}}";

        Read read = reader.read(reply);

        assertThat(read).isInstanceOf(Read.Valid.class);
        assertThat(RecordJson.mapper().writeValueAsString(((Read.Valid) read).value()))
                .isEqualTo(reply);
        assertThat(RecordJson.mapper().readValue(reply, Formula.class)).isEqualTo(((Read.Valid) read).value());
    }

    @Test
    void theDiscriminatorIsUnknownWhereTheRecordIsDeclared() {
        String reply = "{\"sum\":null,\"term\":" + NEGATED.replace("{\"self\"", "{\"type\":\"negated\",\"self\"")
                + ",\"box\":{\"content\":[]}}";

        assertThat(reader.read(reply))
                .isEqualTo(Read.Broken.of("term.self", "Unknown", "must have no other keys than self, term"));
    }
}
