package dev.winnow.core.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.type.Extracted;
import dev.winnow.core.type.RecordType;
import jakarta.validation.constraints.Past;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderPathsTest {

    private static final String CANARY = "canary7421";

    private static Read read(Class<? extends Record> type, String reply, Clock clock) {
        return new RecordReader(RecordType.of(type), clock).read(reply);
    }

    private static List<String> violations(String reply) {
        Read read = read(Order.class, reply, Clock.systemUTC());
        assertThat(read).isInstanceOf(Read.Broken.class);
        return ((Read.Broken) read)
                .violations().stream()
                        .map(one -> one.path() + " | " + one.rule() + " | " + one.message())
                        .toList();
    }

    @Test
    void nameTheIndexAndTheRenamedProperty() {
        String reply = Order.VALID
                .replace(
                        "[{\"item_name\": \"bolt\", \"unit_price\": 0.10}]",
                        "[{\"item_name\": \"bolt\", \"unit_price\": 1}, null, {\"item_name\": 5, \"extra\": 1}, []]")
                .replace("\"tags\": [\"a\"]", "\"tags\": [\"a\", null, 3]");

        assertThat(violations(reply))
                .containsExactly(
                        "lines[1] | NotNull | must not be null",
                        "lines[2].item_name | Type | must be a string",
                        "lines[2].unit_price | Missing | must be present, as null if the document does not say",
                        "lines[2] | Unknown | must have no other keys than item_name, unit_price",
                        "lines[3] | Type | must be an object",
                        "tags[1] | NotNull | must not be null",
                        "tags[2] | Type | must be a string");
    }

    @Test
    void areTheModelsNamesInBeanValidationToo() {
        String reply = Order.VALID
                .replace(
                        "[{\"item_name\": \"bolt\", \"unit_price\": 0.10}]",
                        "[{\"item_name\": \"ok\", \"unit_price\": 1}, {\"item_name\": \"B-1\", \"unit_price\": -1.001},"
                                + " {\"item_name\": \"ok\", \"unit_price\": 1}, {\"item_name\": \"ok\", \"unit_price\": 1}]")
                .replace("\"tags\": [\"a\"]", "\"tags\": [\"a\", \"     \"]");

        assertThat(violations(reply))
                .containsExactly(
                        "lines | Size | size must be at most 3",
                        "lines[1].item_name | Pattern | must match the regular expression [a-z]+ as a whole",
                        "lines[1].unit_price | Digits | must have at most 3 digits before and 2 after the decimal point",
                        "lines[1].unit_price | Positive | must be greater than 0",
                        "tags[1] | NotBlank | must not be blank",
                        "tags[1] | Size | size must be at most 4");
    }

    @Extracted(value = "dated", instructions = "/dev/winnow/core/instructions.md")
    record Dated(@Past LocalDate day) {}

    @Test
    void timeIsJudgedByTheClockGiven() {
        String reply = "{\"day\": \"2026-06-01\"}";
        Clock before = Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC);
        Clock after = Clock.fixed(Instant.parse("2026-07-01T00:00:00Z"), ZoneOffset.UTC);

        assertThat(read(Dated.class, reply, before)).isEqualTo(Read.Broken.of("day", "Past", "must be in the past"));
        assertThat(read(Dated.class, reply, after)).isInstanceOf(Read.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CANARY,
                "{\"buyer\": " + CANARY + "}",
                "{\"" + CANARY + "\": 1}",
                "{\"" + CANARY + "\": 1, \"" + CANARY + "\": 2}",
                "[\"" + CANARY + "\"]",
                "\"" + CANARY + "\"",
                "{\"buyer\": \"" + CANARY + "\", \"count\": \"" + CANARY + "\"}"
            })
    void noViolationHoldsTheReplysWords(String reply) {
        assertThat(read(Order.class, reply, Clock.systemUTC()).toString()).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"buyer\": \"Ada\" -> \"buyer\": \"refuse " + CANARY + "\"",
                "\"buyer\": \"Ada\" -> \"buyer\": \"" + CANARY + "\\u0000\"",
                "\"count\": 2 -> \"count\": \"" + CANARY + "\"",
                "\"amount\": 12.50 -> \"amount\": \"" + CANARY + "\"",
                "\"2026-02-28\" -> \"" + CANARY + "\"",
                "\"2026-01-31T10:00:00\" -> \"" + CANARY + "\"",
                "\"2026-01-31T10:00:00Z\" -> \"" + CANARY + "\"",
                "\"123e4567-e89b-12d3-a456-426614174000\" -> \"" + CANARY + "\"",
                "\"all done\" -> \"" + CANARY + "\"",
                "\"bolt\" -> \"" + CANARY + "\"",
                "\"tags\": [\"a\"] -> \"tags\": [\"" + CANARY + "\"]",
                "\"remark\": null -> \"remark\": null, \"" + CANARY + "\": null",
            })
    void noViolationHoldsTheWordsOfAValue(String change) {
        String[] parts = change.split(" -> ", 2);
        String reply = Order.VALID.replace(parts[0], parts[1]);
        assertThat(reply).contains(CANARY);

        assertThat(violations(reply)).singleElement().asString().doesNotContain(CANARY);
    }

    @Test
    void aValidReadDoesNotShowItself() {
        Read read = read(Order.class, Order.VALID.replace("Ada", CANARY), Clock.systemUTC());

        assertThat(read).isInstanceOf(Read.Valid.class).hasToString("Valid[Order]");
    }
}
