package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import picocli.CommandLine;

/** No text of a document or reply, and no key, in anything Winnow says or keeps beside its own tables for them. */
class CanaryTest {

    private static final String CANARY = "zqcanary";
    private static final String KEY = "sk-keycanary-77";

    @RegisterExtension
    final World world = new World();

    /** Good and bad documents and replies, every one with a canary. */
    private void fill() {
        world.answered("good " + CANARY, World.record("good " + CANARY));
        bad("bad total", "{\"company\":\"%s\",\"date\":null,\"address\":null,\"total\":\"%s\"}");
        bad("bad date", "{\"company\":\"%s\",\"date\":\"%s\",\"address\":null,\"total\":1}");
        bad("bad key", "{\"company\":\"%s\",\"date\":null,\"address\":null,\"total\":1,\"%s\":1}");
        bad("no json", "%s %s {");
        bad("two", "{\"%s\":1}{\"%s\":2}");
        bad("long", "{\"company\":\"%s" + "x".repeat(300) + "%s\",\"date\":null,\"address\":null,\"total\":1}");
        bad("constructor", "[\"%s\",\"%s\"]");
        world.answered("refused", "{\"refusal\":\"I will not read " + CANARY + ".\"}");
        world.answered("rejected", error(400, "invalid_value"));
        world.answered("sloppy", error(400, CANARY + " " + CANARY));
        world.answered(
                "broken body",
                "{\"replies\":[{\"status\":200,\"body\":\"" + CANARY + "\"}," + World.record("broken body") + "]}");
        world.answered("refused row " + CANARY, World.record("refused row " + CANARY));
        world.file("binary.bin", (CANARY + "\0\0\0" + CANARY).getBytes(StandardCharsets.UTF_8));
        world.file("latin.txt", (CANARY + " \u00e9").getBytes(StandardCharsets.ISO_8859_1));
        world.sql().execute("ALTER TABLE records.receipt ADD CONSTRAINT no_refused CHECK (company !~ 'refused row')");
    }

    private void bad(String name, String content) {
        String filled = content.formatted(CANARY, CANARY).replace("\\", "\\\\").replace("\"", "\\\"");
        world.answer(World.receipt(name + " " + CANARY), "{\"content\":\"" + filled + "\"}");
        world.file(name + ".txt", World.receipt(name + " " + CANARY));
    }

    private static String error(int status, String code) {
        return "{\"status\":" + status + ",\"error\":{\"message\":\"" + CANARY + "\",\"type\":\"t\",\"param\":\""
                + CANARY + "\",\"code\":\"" + code + "\"},\"headers\":{\"x-note\":\"" + CANARY + "\",\"retry-after\":\""
                + CANARY + "\",\"x-ratelimit-limit-tokens\":\"" + CANARY + "\"}}";
    }

    /** All files that Winnow leaves beside the database: the log, what was put aside of it, metrics. */
    private List<String> files() throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path folder : List.of(state(), world.folder())) {
            try (Stream<Path> all = Files.list(folder)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    texts.add(file.getFileName() + "\n" + Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return texts;
    }

    private Path state() {
        return world.folder().resolve("state");
    }

    private Path metrics() {
        return world.folder().resolve("winnow.prom");
    }

    private void keepFilesApart() {
        world.setting("winnow.directory", state().toString());
        world.setting("winnow.metrics.file", metrics().toString());
    }

    private static void clean(Cli.Result result) {
        assertThat(result.all()).doesNotContainIgnoringCase("canary").doesNotContain("defect of Winnow");
    }

    private String report() throws IOException {
        return Files.readString(world.reportFile());
    }

    private Cli.Result plan(int exitCode, String... more) {
        String[] words = world.words(more);
        words[0] = "plan";
        return world.cli().run(words).exits(exitCode);
    }

    /** Everything in a table, as text. */
    private List<String> rows(String table) {
        return world.sql().rows("SELECT t::text FROM " + table + " t");
    }

    @Test
    void nothingIsSaidOrKeptElsewhere() throws IOException {
        fill();
        keepFilesApart();
        world.setting("winnow.api-key", KEY);
        clean(plan(ExitCodes.OTHER_OUTCOMES));
        Cli.Result run = world.run().exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.outcomes()).contains("EXTRACTED=2", "REFUSED=1").doesNotContain("PENDING");
        clean(run);
        assertThat(report()).doesNotContainIgnoringCase("canary");

        clean(world.run().exits(ExitCodes.OTHER_OUTCOMES));
        clean(world.run("--retry", "INVALID,REFUSED,FAILED").exits(ExitCodes.OTHER_OUTCOMES));
        clean(world.run("--model", World.OTHER_MODEL, "--redo").exits(ExitCodes.OTHER_OUTCOMES));
        clean(world.cli().run("status", "--db-url", world.url()).exits(ExitCodes.DONE));
        clean(world.cli().run("types").exits(ExitCodes.DONE));
        clean(plan(ExitCodes.OTHER_OUTCOMES, "--json"));
        clean(plan(ExitCodes.OTHER_OUTCOMES, "--sample", "5", "--retry", "INVALID,FAILED"));
        assertThat(files()).anyMatch(text -> text.startsWith("winnow.log\n") && text.contains("call_closed"));
        assertThat(files()).anyMatch(text -> text.startsWith("winnow.prom\n") && text.contains("winnow_calls_total"));
        assertThat(files()).allSatisfy(text -> assertThat(text).doesNotContainIgnoringCase("canary"));
        assertThat(report()).doesNotContainIgnoringCase("canary");

        List<String> batch = world.sql().tables().stream()
                .filter(table -> table.startsWith("winnow.batch_"))
                .toList();
        assertThat(batch).hasSize(6);
        assertThat(rows("winnow.batch_step_execution")).hasSize(15);
        List<String> quiet = new ArrayList<>(batch);
        quiet.addAll(List.of("winnow.run", "winnow.run_document", "winnow.unread_source", "winnow.recipe"));
        for (String table : quiet) {
            assertThat(String.join("\n", rows(table))).as(table).doesNotContainIgnoringCase("canary");
        }
        assertThat(world.sql().rows("SELECT failure FROM winnow.model_call WHERE failure IS NOT NULL"))
                .isNotEmpty()
                .noneMatch(failure -> failure.contains("canary"));
        assertThat(world.sql()
                        .rows("SELECT detail FROM winnow.extraction WHERE outcome NOT IN ('EXTRACTED', 'REFUSED')"))
                .isNotEmpty()
                .noneMatch(detail -> detail.contains("canary"));
    }

    /** Where they belong they are found, so the search finds what is there. */
    @Test
    void theCanariesAreWhereTheyBelong() {
        fill();
        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        for (String table : List.of("winnow.extraction", "winnow.model_call", "records.receipt")) {
            assertThat(String.join("\n", rows(table))).as(table).contains(CANARY);
        }
    }

    /** Tool arguments and the words of reasoning models go the same way as texts. */
    @Test
    void toolsAndResponsesSayNothingEither() throws IOException {
        fill();
        keepFilesApart();
        for (String api : List.of("chat", "responses")) {
            for (String style : List.of("schema", "tool")) {
                clean(world.run("--api", api, "--style", style, "--redo").exits(ExitCodes.OTHER_OUTCOMES));
            }
        }
        assertThat(world.sql().rows("SELECT DISTINCT api FROM winnow.model_call"))
                .hasSize(2);
        assertThat(files()).allSatisfy(text -> assertThat(text).doesNotContainIgnoringCase("canary"));
    }

    /** A search that finds nothing could be one that looks nowhere. */
    @Test
    void aPlantedCanaryIsFound() throws IOException {
        keepFilesApart();
        world.receipts(1);
        world.run("--label", "tenant=canary").exits(ExitCodes.DONE);
        Files.writeString(state().resolve("winnow.log"), "canary", StandardOpenOption.APPEND);
        assertThat(files()).anyMatch(text -> text.contains("canary"));
        assertThat(String.join("", rows("winnow.run"))).contains("canary");
    }

    /** What is thrown at the command line keeps its message to itself, unless the operator asks for it. */
    @Test
    void anUnforeseenExceptionTellsItsClassOnly() {
        CommandLine command = WinnowCommand.commandLine();
        StringWriter err = new StringWriter();
        command.addSubcommand("break", new Breaking());
        assertThat(command.setErr(new PrintWriter(err, true)).execute("break")).isEqualTo(ExitCodes.STOPPED);
        assertThat(err.toString()).contains("IllegalArgumentException").doesNotContain(CANARY);
    }

    /** Breaks with a document in its message. */
    @CommandLine.Command(name = "break")
    private static final class Breaking implements Runnable {
        @Override
        public void run() {
            throw new IllegalArgumentException(CANARY);
        }
    }

    @Test
    void theKeyIsNowhere() throws IOException {
        fill();
        keepFilesApart();
        world.setting("winnow.api-key", KEY);
        clean(world.run().exits(ExitCodes.OTHER_OUTCOMES));
        world.model(options -> options.withApiKeys("another"));
        world.receiptOf("new");
        clean(world.run().exits(ExitCodes.STOPPED));
        clean(world.run("--base-url", "http://user:" + KEY + "@127.0.0.1/v1"));
        clean(world.run("--base-url", "http://127.0.0.1:1/" + "%zz" + KEY));
        clean(world.run("--db-url", "postgresql://127.0.0.1:1/x?user=a&password=" + KEY));
        clean(world.run("--max-in-flight", "many"));
        for (String table : world.sql().tables()) {
            assertThat(String.join("\n", rows(table))).as(table).doesNotContain(KEY);
        }
        assertThat(files()).hasSizeGreaterThan(2).noneMatch(text -> text.contains(KEY));
    }

    @Test
    void aBrokenDatabaseQuotesNothing() {
        world.answered("good " + CANARY, World.record("good " + CANARY));
        world.sql().execute("""
                        CREATE FUNCTION winnow.fail() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN RAISE EXCEPTION 'no: %', NEW; END $$""", """
                        CREATE TRIGGER fail BEFORE INSERT ON winnow.extraction
                        FOR EACH ROW EXECUTE FUNCTION winnow.fail()""");
        Cli.Result run = world.run().exits(ExitCodes.STOPPED);
        clean(run);
        assertThat(run.err()).contains("P0001");
        assertThat(world.outcomes()).isEqualTo("PENDING=1");
        for (String table : world.sql().tables()) {
            if (table.startsWith("winnow.batch_") || table.equals("winnow.run")) {
                assertThat(String.join("\n", rows(table))).as(table).doesNotContain(CANARY);
            }
        }
    }
}
