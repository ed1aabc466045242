package dev.winnow.db.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.core.type.Extracted;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.extractors.advisory.Advisory;
import dev.winnow.extractors.receipt.Receipt;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class RecordTypeCheckTest {

    private static final Path SHIPPED = Path.of("..", "samples");
    private static final String INSTRUCTIONS = "instructions.md";

    @Extracted(value = "check_drifted", instructions = INSTRUCTIONS)
    record Drifted(String word, int number) {}

    @Extracted(value = "check_broken", instructions = INSTRUCTIONS)
    record Broken(String word) {}

    @Extracted(value = "check_refusing", instructions = INSTRUCTIONS)
    record Refusing(@Size(max = 5) String word) {}

    /** Not the same record after another reading. */
    @Extracted(value = "check_growing", instructions = INSTRUCTIONS)
    record Growing(String word) {
        Growing {
            word = word + "!";
        }
    }

    @Extracted(value = "check_unmigrated", instructions = INSTRUCTIONS)
    record Unmigrated(String word) {}

    @Extracted("Check Unreadable")
    record Unreadable(Object any) {}

    @Extracted(value = "check_deep", instructions = INSTRUCTIONS)
    record Deep(L2 a) {}

    record L2(L3 a) {}

    record L3(L4 a) {}

    record L4(L5 a) {}

    record L5(L6 a) {}

    record L6(L7 a) {}

    record L7(L8 a) {}

    record L8(L9 a) {}

    record L9(L10 a) {}

    record L10(L11 a) {}

    record L11(String word) {}

    @Extracted(value = "check_contradicting", instructions = INSTRUCTIONS)
    record Contradicting(
            @Size(min = 3) @Size(max = 1) List<String> words,
            @Size(min = Integer.MAX_VALUE) List<String> many,
            @Size(min = 1000) List<@Size(min = 1000) List<@Size(min = 1000) List<Boolean>>> nested,
            @Size(min = 3) @Size(max = 1) String text,
            @Min(5) @Max(3) int number,
            @Min(5) @Max(3) BigDecimal decimal) {}

    @Extracted(value = "check_extreme", instructions = INSTRUCTIONS)
    record Extreme(
            @DecimalMin("1e999999999") BigDecimal high,
            @DecimalMax("-1e999999999") BigDecimal low,
            @DecimalMax("1e200000") BigDecimal long1,

            @DecimalMin(value = "1e-999999999", inclusive = false)
            BigDecimal tiny) {}

    @Extracted(value = "check_vast", instructions = INSTRUCTIONS)
    record Vast(
            @DecimalMin("-1e200000") @DecimalMax("1e999999999")
            BigInteger integer,

            @DecimalMin("-1e2147483647") @DecimalMax("1e2147483647")
            BigDecimal decimal,

            @DecimalMin("-1e2147483647") @DecimalMax("1e10000")
            double ratio,

            @DecimalMin("-1e999999999") float single,
            @DecimalMax("1e999999999") long count,
            @DecimalMin("-1e10000") @DecimalMax("1e10000") BigInteger written) {}

    @Extracted(value = "check_minute", instructions = INSTRUCTIONS)
    record Minute(
            @DecimalMin("-1e-2147483647") @DecimalMax("1e-999999999")
            BigInteger integer,

            @DecimalMin("-1e-2147483647") @DecimalMax("1e-999999999")
            BigDecimal decimal,

            @DecimalMin("-1e-10001") @DecimalMax("1e-2147483647")
            double ratio,

            @DecimalMin("0e2147483647") @DecimalMax("1e-999999999")
            float single,

            @DecimalMin("0e-2147483647") int count,
            @DecimalMin("-1e-10000") @DecimalMax("1e-10000") BigDecimal written) {}

    @Extracted(value = "check_sum", instructions = INSTRUCTIONS)
    record Sum(Term term) {}

    sealed interface Term permits Added, Plain {}

    record Added(Term left, Term right) implements Term {}

    record Plain(int number) implements Term {}

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static List<String> problems(Class<? extends Record> type, Path samples) {
        ProblemsException thrown =
                catchThrowableOfType(ProblemsException.class, () -> RecordTypeCheck.check(type, samples));
        return thrown == null
                ? List.of()
                : thrown.problems().stream().map(Problem::toString).toList();
    }

    private String sample(String name, String json) throws IOException {
        return Files.writeString(folder.resolve(name), json).toString();
    }

    @Test
    void theShippedTypesPass() {
        assertThatCode(() -> RecordTypeCheck.check(Receipt.class, SHIPPED)).doesNotThrowAnyException();
        assertThatCode(() -> RecordTypeCheck.check(Advisory.class, SHIPPED)).doesNotThrowAnyException();
    }

    @Test
    void asksForASampleInTheWorkingDirectory() {
        ProblemsException thrown =
                catchThrowableOfType(ProblemsException.class, () -> RecordTypeCheck.check(Receipt.class));

        assertThat(thrown)
                .hasMessage("samples: no sample answer of type receipt, write one to NAME.json there:"
                        + " {\"type\": \"receipt\", \"record\": {...}} [sample-answer]");
    }

    @Test
    void namesEverySampleThatIsNotAsDeclared() throws IOException {
        String unfit = sample("unfit.json", """
                {"type": "receipt", "record": {"company": " ", "date": null, "address": null, "total": 1.234}}""");
        String garbled = sample("garbled.json", "{\"type\": \"receipt\",");
        sample("other.json", "{\"type\": \"advisory\", \"record\": {}}");
        sample("refusal.json", "{\"type\": \"receipt\", \"refusal\": \"No.\"}");

        assertThat(problems(Receipt.class, folder))
                .containsExactly(
                        garbled + ": is not JSON in UTF-8, correct it [sample-answer]",
                        unfit
                                + ": company must not be blank (NotBlank), correct it, or the declaration [sample-answer]",
                        unfit + ": total must have at most 12 digits before and 2 after the decimal point (Digits),"
                                + " correct it, or the declaration [sample-answer]");
    }

    @Test
    void tellsAllThatCannotBeReadAtOnce() {
        assertThat(problems(Unreadable.class, SHIPPED))
                .hasSize(4)
                .first()
                .isEqualTo("Unreadable: is not listed, write " + Unreadable.class.getName()
                        + " to the resource META-INF/winnow/record-types [record-types-list]");
    }

    @ParameterizedTest
    @ValueSource(classes = {Contradicting.class, Extreme.class, Sum.class})
    void endsWithProblemsWhateverIsDeclared(Class<? extends Record> type) {
        // no sample is there for those that can be read at all
        assertThat(problems(type, folder))
                .anyMatch(
                        problem -> problem.endsWith("[sample-answer]") || problem.endsWith("[constraints-contradict]"));
    }

    @ParameterizedTest
    @ValueSource(classes = {Vast.class, Minute.class})
    void takesBoundsThatNobodyCouldWriteOut(Class<? extends Record> type) {
        assertThat(problems(type, folder))
                .extracting(problem -> problem.replaceFirst(".* \\[", "["))
                .containsExactly("[record-types-list]", "[sample-answer]", "[no-migration]");
    }

    @Test
    void namesWhatTheApiWouldRefuse() {
        assertThat(problems(Deep.class, folder)).anyMatch(problem -> problem.contains("at most 10"));
    }

    @Test
    void asksForMigrations() {
        assertThat(problems(Unmigrated.class, folder))
                .contains("Unmigrated: has no migrations in winnow/migrations/check_unmigrated,"
                        + " ./winnow ddl check_unmigrated --migration --types-jar JAR writes the first [no-migration]");
    }

    @Test
    void comparesTheTables() {
        assertThat(problems(Drifted.class, folder))
                .contains(
                        "Drifted: its migrations do not give the tables it declares,"
                                + " ./winnow ddl check_drifted --migration --types-jar JAR writes the one that is missing [table-drift]")
                .anyMatch(problem -> problem.startsWith("records.check_drifted.number: is missing"));
    }

    @Test
    void namesAMigrationThatFails() {
        assertThat(problems(Broken.class, folder))
                .contains(
                        "Broken: Migrating winnow.flyway_check_broken with V1__create_check_broken.sql failed: SQL state 42601,"
                                + " correct the SQL of its migrations [no-migration]");
    }

    @Test
    void writesEverySample() throws IOException {
        sample("good.json", "{\"type\": \"check_refusing\", \"record\": {\"word\": \"pear\"}}");
        String bad = sample("bad.json", "{\"type\": \"check_refusing\", \"record\": {\"word\": \"apple\"}}");

        assertThat(problems(Refusing.class, folder))
                .containsExactly(
                        "Refusing: is not listed, write " + Refusing.class.getName()
                                + " to the resource META-INF/winnow/record-types [record-types-list]",
                        bad + ": writing it to records.check_refusing failed: SQL state 23514, constraint"
                                + " no_apples, the tables must take every valid record [sample-answer]");
    }

    @Test
    void readsEverySampleBack() throws IOException {
        String sample = sample("growing.json", "{\"type\": \"check_growing\", \"record\": {\"word\": \"pear\"}}");

        assertThat(problems(Growing.class, folder))
                .last()
                .isEqualTo(sample + ": comes back from records.check_growing as another record,"
                        + " compare what its constructor and accessors do [sample-answer]");
    }
}
