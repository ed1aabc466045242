package dev.winnow.core.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every problem of a declaration in its exact words: path, problem, limit, code. */
class RecordTypeProblemsTest {

    private static final String INSTRUCTIONS = "/dev/winnow/core/instructions.md";
    private static final String NO_PLACE =
            " has no place in a record type, use a record, a String, a number, a date, an enum, or a List, Set or Map of"
                    + " these [unsupported-type]";

    private static List<String> problems(Class<? extends Record> type) {
        ProblemsException thrown = catchThrowableOfType(ProblemsException.class, () -> RecordType.of(type));
        return thrown.problems().stream().map(Problem::toString).toList();
    }

    record NotAnnotated(String text) {}

    @Test
    void needsTheAnnotation() {
        assertThat(problems(NotAnnotated.class))
                .containsExactly(
                        "NotAnnotated: is not a record type, annotate it with @Extracted(\"name\") [not-a-record-type]");
    }

    @Extracted(value = "Not A Name", instructions = INSTRUCTIONS)
    record BadName(String text) {}

    @Extracted(value = "a1234567890123456789012345678901234567890", instructions = INSTRUCTIONS)
    record LongName(String text) {}

    @Extracted(value = "a123456789012345678901234567890123456789", instructions = INSTRUCTIONS)
    record LongestName(String text) {}

    @Test
    void needsAPlainName() {
        assertThat(problems(BadName.class))
                .containsExactly(
                        "BadName: the name \"Not A Name\" is not allowed, it must match [a-z][a-z0-9_]{0,39} [type-name]");
        assertThat(problems(LongName.class))
                .containsExactly(
                        "LongName: the name \"a1234567890123456789012345678901234567890\" is not allowed, it must match"
                                + " [a-z][a-z0-9_]{0,39} [type-name]");
        assertThat(RecordType.of(LongestName.class).name()).hasSize(40);
    }

    @Extracted("missing")
    record NoInstructions(String text) {}

    @Extracted(value = "blank", instructions = "blank.md")
    record BlankInstructions(String text) {}

    @Test
    void needsInstructions() {
        assertThat(problems(NoInstructions.class))
                .containsExactly(
                        "NoInstructions: has no instructions, write them to the resource NoInstructions.md in the"
                                + " record's package [no-instructions]");
        assertThat(problems(BlankInstructions.class))
                .containsExactly("BlankInstructions: has no instructions, write them to the resource blank.md in the"
                        + " record's package [no-instructions]");
    }

    @Extracted(value = "recursive", instructions = INSTRUCTIONS)
    record Recursive(String text, List<Branch> branches) {
        record Branch(Optional<Recursive> back) {}
    }

    @Extracted(value = "endless", instructions = INSTRUCTIONS)
    record Endless(String text, Branch branch) {
        record Branch(Endless back) {}
    }

    @Test
    void refusesRecursionWithoutAnEnd() {
        assertThat(RecordType.of(Recursive.class).shape().recursive()).isTrue();
        assertThat(problems(Endless.class))
                .containsExactly(
                        "Endless: contains itself without an end, let the way back be @Nullable, or lead through a"
                                + " List [endless-recursion]");
    }

    @Extracted(value = "twice", instructions = INSTRUCTIONS)
    record SameTypeTwice(Part first, Part second) {
        record Part(String text) {}
    }

    @Test
    void takesTheSameRecordTwiceSideBySide() {
        assertThat(RecordType.of(SameTypeTwice.class).shape().properties()).hasSize(2);
    }

    @Extracted(value = "nothing", instructions = INSTRUCTIONS)
    record Nothing() {}

    @Extracted(value = "hollow", instructions = INSTRUCTIONS)
    record Hollow(Nothing inside) {}

    @Test
    void needsComponents() {
        assertThat(problems(Nothing.class))
                .containsExactly("Nothing: has no components, a record needs at least one [empty-record]");
        assertThat(problems(Hollow.class))
                .containsExactly("Hollow.inside: has no components, a record needs at least one [empty-record]");
    }

    @Extracted(value = "not_cascaded", instructions = INSTRUCTIONS)
    record NotCascaded(
            Constrained one, List<Constrained> many, @Valid Constrained fine, List<@Valid Constrained> all) {
        record Constrained(@NotBlank String text) {}
    }

    @Test
    void refusesConstraintsThatNobodyWouldValidate() {
        assertThat(problems(NotCascaded.class))
                .containsExactly(
                        "NotCascaded.one: its constraints would not be validated, mark it @Valid [not-cascaded]",
                        "NotCascaded.many[]: its constraints would not be validated, mark it @Valid [not-cascaded]");
    }

    @Extracted(value = "contradiction", instructions = INSTRUCTIONS)
    record Contradiction(
            @Nullable @NotBlank String text,
            @Nullable @NotNull Integer number,
            @Nullable @NotEmpty List<String> texts,
            @Nullable @Size(min = 1) String also) {}

    @Test
    void refusesToAllowNullAndForbidIt() {
        String limit = " refuses null, drop one of them; @Size(min = 1) takes null [null-contradiction]";

        assertThat(problems(Contradiction.class))
                .containsExactly(
                        "Contradiction.text: may be null, but @NotBlank" + limit,
                        "Contradiction.number: may be null, but @NotNull" + limit,
                        "Contradiction.texts: may be null, but @NotEmpty" + limit);
    }

    @Extracted(value = "odd_types", instructions = INSTRUCTIONS)
    record OddTypes(Object any, byte[] bytes, String[] array, ZonedDateTime zoned, Thread thread) {}

    @Test
    void refusesWhatHasNoPlace() {
        assertThat(problems(OddTypes.class))
                .containsExactly(
                        "OddTypes.any: Object has no place in a record type, it says nothing about the value: use a String, a"
                                + " number, a record or a sealed interface of records [unsupported-type]",
                        "OddTypes.bytes: byte[] has no place in a record type, a model gives text, not bytes: use a String"
                                + " [unsupported-type]",
                        "OddTypes.array: String[] has no place in a record type, use a List [unsupported-type]",
                        "OddTypes.zoned: ZonedDateTime has no place in a record type, use OffsetDateTime, or a local time and"
                                + " a String for the zone [unsupported-type]",
                        "OddTypes.thread: Thread" + NO_PLACE);
    }

    @Extracted(value = "torn", instructions = "torn.md")
    record Torn(
            @NotBlank @Size(max = 0) String text,
            @Max(-200) byte grade,
            @JsonPropertyDescription("\0") String word) {}

    @Test
    void needsWhatCanHoldAndBeStored() {
        assertThat(problems(Torn.class))
                .containsExactly(
                        "Torn.text: @NotBlank and @Size cannot both hold, change one of them [constraints-contradict]",
                        "Torn.grade: @Max and type Byte cannot both hold, change one of them [constraints-contradict]",
                        "Torn.word: its description holds a NUL character or half of a surrogate pair, take it out,"
                                + " PostgreSQL cannot store it [unstorable-text]",
                        "Torn: its instructions hold a NUL character, take it out, PostgreSQL cannot store it"
                                + " [unstorable-text]");
    }

    @Extracted("Everything")
    record Everything(@Nullable int number, Thread thread, Inner inner) {
        record Inner(@Nullable boolean flag, Class<?> type) {}
    }

    @Test
    void listsEverythingAtOnce() {
        assertThat(problems(Everything.class))
                .containsExactly(
                        "Everything: the name \"Everything\" is not allowed, it must match [a-z][a-z0-9_]{0,39} [type-name]",
                        "Everything.number: a primitive cannot be null, use its box, or drop @Nullable [nullable-primitive]",
                        "Everything.thread: Thread" + NO_PLACE,
                        "Everything.inner.flag: a primitive cannot be null, use its box, or drop @Nullable [nullable-primitive]",
                        "Everything.inner.type: Class" + NO_PLACE,
                        "Everything: has no instructions, write them to the resource Everything.md in the record's"
                                + " package [no-instructions]");
        assertThatThrownBy(() -> RecordType.of(Everything.class)).message().hasLineCount(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "text: with colon"})
    void joinsPathProblemLimitAndCode(String path) {
        assertThat(new Problem(ProblemCode.NULLABLE_PRIMITIVE, path, "is wrong", "make it right"))
                .hasToString(path + ": is wrong, make it right [nullable-primitive]");
        assertThat(new ProblemsException(ProblemCode.SETTING, path, "is wrong", "make it right"))
                .hasMessage(path + ": is wrong, make it right [setting]");
    }
}
