package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.batch.cli.ErrorsPage.Example;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of errors says what is true: its codes, and its declarations with what they give. */
class ErrorsPageTest {

    static Stream<Example> declarations() {
        return ErrorsPage.read().examples("java", "json");
    }

    private static List<String> problems(Path folder, Example example) throws IOException {
        return example.language().equals("json")
                ? DeclarationExample.problemsOfSchema(example.text())
                : DeclarationExample.problems(folder, example.text(), example.dialect());
    }

    @Test
    void hasOneEntryForEachCode() {
        assertThat(ErrorsPage.read().mistakes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void showsWhatDeclarationsGive(Example example, @TempDir Path folder) throws IOException {
        assertThat(ErrorsPage.mistakes(example, problems(folder, example))).isEmpty();
    }

    private static String planted(String bad, String printed, String good) {
        return String.join(
                "\n",
                "[empty-record](#empty-record)",
                "### empty-record",
                "```java bad",
                bad,
                "```",
                "```text",
                printed,
                "```",
                "```java good",
                good,
                "```");
    }

    private static final String HOLLOW = "@Extracted(\"note\") record Note() {}";
    private static final String FULL = "@Extracted(\"note\") record Note(String text) {}";
    private static final String PRINTED = "error: Note: has no components, a record needs at least one [empty-record]";

    private static List<String> mistakes(Path folder, String page) throws IOException {
        List<String> mistakes = new ArrayList<>();
        for (Example example : ErrorsPage.of(page).examples("java").toList()) {
            mistakes.addAll(
                    ErrorsPage.mistakes(example, problems(folder.resolve(String.valueOf(example.isBad())), example)));
        }
        return mistakes;
    }

    @Test
    void findsAMissingCode() {
        assertThat(ErrorsPage.of(planted(HOLLOW, PRINTED, FULL)).mistakes())
                .singleElement()
                .asString()
                .startsWith("the entries are [empty-record], the codes [not-a-record-type");
    }

    @Test
    void findsAnEntryThatIsNotInTheContents() {
        assertThat(ErrorsPage.of(planted(HOLLOW, PRINTED, FULL).replaceFirst(".*\n", ""))
                        .mistakes())
                .contains("the contents are [], the entries [empty-record]");
    }

    @Test
    void findsAnExampleThatIsMissingOrSaysNothing() {
        String page = planted(HOLLOW, PRINTED, FULL);
        assertThat(ErrorsPage.of(page.substring(0, page.indexOf("```java good")))
                        .mistakes())
                .contains("empty-record needs a bad and a good example");
        assertThat(ErrorsPage.of(page.replace("```text", "```java good")).mistakes())
                .contains("empty-record, java bad does not say what is printed");
        assertThat(ErrorsPage.of(page.replace("```java good", "```java")).mistakes())
                .contains("empty-record, java  is neither bad nor good java, json or sh");
    }

    @Test
    void findsExamplesThatAreNotAsThePageSays(@TempDir Path folder) throws IOException {
        assertThat(mistakes(folder.resolve("right"), planted(HOLLOW, PRINTED, FULL)))
                .isEmpty();
        assertThat(mistakes(folder.resolve("fine"), planted(FULL, PRINTED, FULL)))
                .contains("empty-record, java bad should give [empty-record] only, but gives []");
        assertThat(mistakes(folder.resolve("broken"), planted(HOLLOW, PRINTED, HOLLOW)))
                .singleElement()
                .asString()
                .startsWith("empty-record, java good should be fine, but gives [Note: has no components");
        String other = "@Extracted(\"note\") record Note(@Nullable int pages) {}";
        assertThat(mistakes(folder.resolve("other"), planted(other, PRINTED, FULL)))
                .first()
                .asString()
                .startsWith("empty-record, java bad should give [empty-record] only, but gives [Note.pages");
        assertThat(mistakes(folder.resolve("wrong"), planted(HOLLOW, PRINTED.replace("least", "most"), FULL)))
                .singleElement()
                .asString()
                .startsWith("empty-record, java bad prints [Note: has no components, a record needs at least one");
        assertThat(mistakes(folder.resolve("bare"), planted(HOLLOW, PRINTED.replace("error: ", ""), FULL)))
                .singleElement()
                .asString()
                .endsWith("the page says [(no error) " + PRINTED.replace("error: ", "") + "]");
    }
}
