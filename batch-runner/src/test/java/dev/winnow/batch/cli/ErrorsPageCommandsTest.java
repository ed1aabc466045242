package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.batch.cli.ErrorsPage.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands on the page of errors, run against a database with Winnow's tables and a model that answers. */
class ErrorsPageCommandsTest {

    private static final String NOTE = "Please call back.";

    @RegisterExtension
    final World world = new World();

    static Stream<Example> commands() {
        return ErrorsPage.read().examples("sh");
    }

    @BeforeEach
    void fillInbox() throws IOException {
        Path inbox = Files.createDirectory(world.folder().resolve("inbox"));
        Files.writeString(inbox.resolve("shop.txt"), World.receipt("Shop"));
        world.answer(World.receipt("Shop"), World.record("Shop"));
        world.answer(NOTE, "{\"type\":\"note\",\"record\":{\"text\":\"" + NOTE + "\"}}");
        world.model(options -> options.withModels("gpt-5.4-nano"));
    }

    /** A jar with a record type that has no tables, and one that has them. */
    private void packNotes() throws IOException {
        Path notes = Files.createDirectory(world.folder().resolve("notes"));
        Files.writeString(notes.resolve("call.txt"), NOTE);
        SmallJar jar =
                SmallJar.withRecord(world.folder(), "Note", "@Extracted(\"note\") public record Note(String text) {}");
        Path without = world.folder().resolve("note.jar");
        Files.copy(jar.pack("note.jar"), without);
        String ddl = Cli.standard()
                .run("ddl", "note", "--types-jar", without.toString())
                .exits(ExitCodes.DONE)
                .out();
        Files.copy(jar.migration("note", ddl).pack("more.jar"), world.folder().resolve("note-with-tables.jar"));
    }

    private List<String> mistakes(Example example) {
        List<Cli.Result> results = CommandExample.run(world, example.text());
        List<String> mistakes = new ArrayList<>(ErrorsPage.mistakes(example, CommandExample.problems(results)));
        Cli.Result last = results.get(results.size() - 1);
        if (last.exitCode() != (example.isBad() ? ExitCodes.USAGE : ExitCodes.DONE)) {
            mistakes.add(example + " ends with " + last.exitCode());
        }
        String advice = "See docs/errors.md#" + example.code() + ".";
        if (example.isBad() != last.err().lines().anyMatch(advice::equals)) {
            mistakes.add(example + " leads to the wrong place: " + last.err());
        }
        return mistakes;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void showsWhatCommandsPrint(Example example) throws IOException {
        if (example.code().equals("no-migration")) {
            packNotes();
        }
        assertThat(mistakes(example)).isEmpty();
    }

    @Test
    void leadsToThePageOnceForSeveralCodes() {
        Cli.Result result = Cli.standard()
                .with("winnow.api-key", "")
                .run("run", "invoice", "nowhere")
                .exits(ExitCodes.USAGE);
        assertThat(result.err().lines())
                .anyMatch(line -> line.endsWith("[unknown-type]"))
                .anyMatch(line -> line.endsWith("[input-path]"))
                .anyMatch(line -> line.endsWith("[credentials]"))
                .filteredOn(line -> !line.startsWith("error: "))
                .containsExactly("See docs/errors.md, by the codes in brackets.");
    }

    private static Example planted(String word, String text, String... printed) {
        return new Example("input-path", "sh", List.of(word), text, List.of(printed));
    }

    @Test
    void findsCommandsThatAreNotAsThePageSays() {
        String right = "./winnow run receipt inbox/ --model gpt-5.4-nano";
        String wrong = right.replace("inbox", "nowhere");
        String printed = "nowhere: does not exist, name files or folders that do [input-path]";
        assertThat(mistakes(planted("bad", wrong, printed))).isEmpty();
        assertThat(mistakes(planted("good", right))).isEmpty();
        assertThat(mistakes(planted("bad", right, printed)))
                .contains(
                        "input-path, sh bad should give [input-path] only, but gives []",
                        "input-path, sh bad ends with 0");
        assertThat(mistakes(planted("bad", wrong, printed.replace("not", "")))).hasSize(1);
        assertThat(mistakes(planted("good", wrong)))
                .contains("input-path, sh good ends with 2")
                .hasSize(3);
        assertThat(mistakes(planted("bad", "./winnow schema invoice", printed))).hasSize(3);
    }
}
