package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Record types of one's own, in jars: {@code --types-jar}, and {@code --answers} to try them without a model. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TypesJarTest {

    private static final String NOTE = """
            import com.fasterxml.jackson.annotation.JsonClassDescription;
            import jakarta.validation.Valid;
            import jakarta.validation.constraints.*;
            @Extracted("note")
            @JsonClassDescription("A note.")
            public record Note(@NotBlank @Size(max = 9) String title, java.util.List<@Valid Line> lines) {
                public record Line(@Min(1) int number, @Odd String text) {}
            }
            """;

    /** A constraint of the jar's own. */
    private static final String ODD = """
            import jakarta.validation.*;
            import java.lang.annotation.*;
            @Retention(RetentionPolicy.RUNTIME)
            @Constraint(validatedBy = Odd.Check.class)
            public @interface Odd {
                String message() default "must have an odd length";
                Class<?>[] groups() default {};
                Class<? extends Payload>[] payload() default {};
                class Check implements ConstraintValidator<Odd, String> {
                    @Override
                    public boolean isValid(String text, ConstraintValidatorContext context) {
                        return text == null || text.length() % 2 == 1;
                    }
                }
            }
            """;

    private EmbeddedPostgres server;
    private Sql sql;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Joined before the command starts it, so that it stays up between commands. */
    @BeforeAll
    void joinTheServer() {
        server = EmbeddedPostgres.open(Installation.DIRECTORY, Installation.DIRECTORY.resolve("offline"));
        sql = new Sql(server.jdbcUrl(), server.user(), server.password());
    }

    @AfterAll
    void leaveTheServer() {
        server.close();
    }

    @BeforeEach
    void empty() {
        sql.execute("DROP SCHEMA IF EXISTS records CASCADE", "DROP SCHEMA IF EXISTS winnow CASCADE");
    }

    private static Cli.Result run(String... words) {
        return Cli.standard().with("winnow.api-key", "").run(words);
    }

    /** Packs it again with the migration that the command writes for it. */
    private static String migrated(SmallJar jar, String type) throws IOException {
        Path unmigrated = jar.pack(type + "-without-tables.jar");
        String ddl = run("ddl", type, "--types-jar", unmigrated.toString())
                .exits(ExitCodes.DONE)
                .out();
        return jar.migration(type, ddl).pack(type + " #1+2 %41!.jar").toString();
    }

    private Path documents() {
        return folder.resolve("samples").resolve("documents");
    }

    private void document(String name, String text, String answer) throws IOException {
        Files.createDirectories(documents());
        Files.writeString(documents().resolve(name + ".txt"), text);
        if (!answer.isEmpty()) {
            Path answers = Files.createDirectories(folder.resolve("samples").resolve("expected"));
            Files.writeString(answers.resolve(name + ".json"), answer);
        }
    }

    private Cli.Result offline(String types, String jars, String... more) {
        Path samples = folder.resolve("samples");
        List<String> words = new ArrayList<>(List.of("run", types, documents().toString(), "--offline"));
        words.addAll(List.of("--answers", samples.toString(), "--types-jar", jars));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private SmallJar noteJar() throws IOException {
        return new SmallJar(folder)
                .java("com.example.Odd", ODD)
                .java("com.example.Note", "import dev.winnow.core.type.Extracted;\n" + NOTE)
                .resource("com/example/Note.md", "The document is a note.")
                .listing("com.example.Note");
    }

    @Test
    void readsDocumentsIntoTablesOfItsOwn() throws IOException {
        String jar = migrated(noteJar(), "note");
        document("good", "A note: one, two, pear.", """
                {"type": "note", "record": {"title": "Good", "lines": [{"number": 1, "text": "one"}, {"number": 2, "text": "pears"}]}}""");
        document("bad", "A note: four.", """
                {"type": "note", "record": {"title": "Bad", "lines": [{"number": 1, "text": "four"}]}}""");

        offline("note", jar).exits(ExitCodes.OTHER_OUTCOMES);

        assertThat(sql.rows("SELECT title, position, number, text FROM records.note JOIN records.note_lines"
                        + " USING (document_id) ORDER BY position"))
                .containsExactly("Good|0|1|one", "Good|1|2|pears");
        assertThat(sql.rows("SELECT detail ->> 'violations' FROM winnow.extraction WHERE outcome = 'INVALID'"))
                .singleElement()
                .asString()
                .contains("lines[0].text", "must have an odd length");
        assertThat(sql.rows("SELECT version, script FROM winnow.flyway_note WHERE type = 'SQL'"))
                .containsExactly("1|V1__create_note.sql");
        assertThat(run("sql", "--offline", "SELECT title FROM records.note")
                        .exits(ExitCodes.DONE)
                        .out())
                .contains("Good");
        assertThat(offline("note", jar).exits(ExitCodes.OTHER_OUTCOMES).out()).contains("0 calls");
    }

    @Test
    void twoJarsDoNotSeeEachOther() throws IOException {
        // a resource that the application has too
        String instructions = "dev/winnow/extractors/receipt/Receipt.md";
        String memo = migrated(
                SmallJar.withRecord(
                                folder,
                                "Note",
                                "@Extracted(value = \"memo\", instructions = \"/" + instructions
                                        + "\")\npublic record Note(@jakarta.validation.constraints.Size(max = 7)"
                                        + " String subject) {}")
                        .resource(instructions, "The document is a memo."),
                "memo");
        String note = migrated(noteJar(), "note");
        document("memo", "A memo about pears.", "{\"type\": \"memo\", \"record\": {\"subject\": \"Pears\"}}");
        document("note", "A note: one.", "{\"type\": \"note\", \"record\": {\"title\": \"Good\", \"lines\": []}}");

        offline("memo,note", memo + "," + note).exits(ExitCodes.DONE);

        assertThat(sql.rows("SELECT subject FROM records.memo")).containsExactly("Pears");
        assertThat(sql.rows("SELECT title FROM records.note")).containsExactly("Good");
        assertThat(sql.value("SELECT definition::text FROM winnow.recipe"))
                .contains("The document is a memo.", "At most 7 characters.")
                .contains("The document is a note.", "Must have an odd length");
        assertThat(run("types", "--types-jar", memo, "--types-jar", note)
                        .exits(ExitCodes.DONE)
                        .out()
                        .lines())
                .contains("memo", "note\tA note.");
    }

    @Test
    void aTypeWithoutMigrationsNamesTheCommand() throws IOException {
        document("good", "A note: one.", "{\"type\": \"note\", \"record\": {\"title\": \"Good\", \"lines\": []}}");

        String jar = noteJar().pack("note.jar").toString();
        assertThat(offline("note", jar).exits(ExitCodes.USAGE).err())
                .contains("Note: has no migrations in winnow/migrations/note,"
                        + " ./winnow ddl note --migration --types-jar " + jar + " writes the first");
    }

    @Test
    void saysHowToAnswerOtherDocuments() throws IOException {
        String jar = migrated(noteJar(), "note");
        document("good", "A note: one.", "{\"type\": \"note\", \"record\": {\"title\": \"Good\", \"lines\": []}}");
        document("new", "A note that nobody has answered.", "");

        assertThat(offline("note", jar).exits(ExitCodes.OTHER_OUTCOMES).err())
                .contains("{\"type\": TYPE, \"record\": {...}}", "NAME.json", "--answers", "--retry FAILED");

        document("new", "A note that nobody has answered.", """
                {"type": "note", "record": {"title": "New", "lines": []}}""");
        offline("note", jar, "--retry", "FAILED").exits(ExitCodes.DONE);
        assertThat(sql.rows("SELECT title FROM records.note ORDER BY 1")).containsExactly("Good", "New");
    }

    @Test
    void answersNeedAFolderAndOffline() {
        assertThat(run("run", "receipt", ".", "--offline", "--answers", "nowhere")
                        .exits(ExitCodes.USAGE)
                        .err())
                .contains("--answers: nowhere does not exist");
        assertThat(run("run", "receipt", ".", "--answers", ".")
                        .exits(ExitCodes.USAGE)
                        .err())
                .contains("--answers: is given without --offline");
    }

    @Test
    void theSettingNamesJarsToo() throws IOException {
        Path note = noteJar().pack("note.jar");
        Path slip = SmallJar.withRecord(folder, "Slip", "@Extracted(\"slip\") public record Slip(String text) {}")
                .pack("slip.jar");
        Cli set = Cli.standard().with("winnow.types-jar", note + "," + slip);

        assertThat(set.run("types").exits(ExitCodes.DONE).out().lines())
                .hasSize(4)
                .contains("note\tA note.", "slip");
        // as everywhere, the option wins
        assertThat(set.run("types", "--types-jar", slip.toString())
                        .exits(ExitCodes.DONE)
                        .out()
                        .lines())
                .hasSize(3)
                .contains("slip");
    }
}
