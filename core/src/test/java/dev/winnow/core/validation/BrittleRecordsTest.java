package dev.winnow.core.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.type.Extracted;
import dev.winnow.core.type.RecordType;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records whose own code or constraints fail on what a reply holds: a violation, never an exception. */
class BrittleRecordsTest {

    private static final String INSTRUCTIONS = "/dev/winnow/core/instructions.md";
    private static final Read REFUSED = Read.Broken.of("", "Constructor", "is refused by the record");

    @Extracted(value = "picky", instructions = INSTRUCTIONS)
    record Picky(String text) {
        Picky {
            if (text.isEmpty()) {
                throw new IllegalStateException("canary");
            }
        }
    }

    @Extracted(value = "deep", instructions = INSTRUCTIONS)
    record DeepPattern(@Pattern(regexp = "(a|b)*") String text) {}

    @Extracted(value = "identified", instructions = INSTRUCTIONS)
    record Identified(UUID id) {}

    private static Read read(Class<? extends Record> type, String reply) {
        return new RecordReader(RecordType.of(type), Clock.systemUTC()).read(reply);
    }

    @Test
    void aConstructorThatThrows() {
        assertThat(read(Picky.class, "{\"text\": \"\"}")).isEqualTo(REFUSED);
    }

    @Test
    void aRegularExpressionThatOverflowsTheStack() {
        assertThat(read(DeepPattern.class, "{\"text\": \"" + "ab".repeat(500_000) + "\"}"))
                .isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1-1-1-1", "123e4567-e89b-12d3-a456-42661417400", "EjRWeOibEtOkVkJmFBdAAA=="})
    void anIdIsWrittenOut(String id) {
        assertThat(read(Identified.class, "{\"id\": \"" + id + "\"}"))
                .isEqualTo(Read.Broken.of("id", "Format", "must exist and be written as a UUID"));
    }
}
