package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --types-jar} with what cannot work: each is said at start, in the user's terms, and all at once. */
class TypesJarProblemsTest {

    private static final String NOTE = "@Extracted(\"note\") public record Note(String text) {}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static List<String> errors(Path... jars) {
        String given = String.join(",", Stream.of(jars).map(Path::toString).toList());
        Cli.Result result = Cli.standard().run("types", "--types-jar", given).exits(ExitCodes.USAGE);
        assertThat(result.out()).isEmpty();
        return result.err().lines().filter(line -> line.startsWith("error: ")).toList();
    }

    @Test
    void namesFilesThatAreNoJarsOfTypes() throws IOException {
        Path missing = folder.resolve("missing.jar");
        Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
        Path listless =
                new SmallJar(folder).resource("readme.txt", "Nothing here.").pack("listless.jar");
        Path empty = new SmallJar(folder).listing("# nothing yet").pack("empty.jar");

        assertThat(errors(missing, folder, text, listless, empty))
                .containsExactly(
                        "error: " + missing
                                + ": does not exist, name the jar that your build makes [record-types-list]",
                        "error: " + folder + ": is not a file, name the jar that your build makes [record-types-list]",
                        "error: " + text + ": is no jar, name the jar that your build makes [record-types-list]",
                        "error: " + listless + ": has no META-INF/winnow/record-types,"
                                + " write the names of your record classes there, one a line [record-types-list]",
                        "error: " + empty + ": META-INF/winnow/record-types in it is empty,"
                                + " write the names of your record classes there, one a line [record-types-list]");
    }

    @Test
    void namesListedClassesThatAreNot() throws IOException {
        Path jar = SmallJar.withRecord(folder, "Note", NOTE)
                .java("com.example.Helper", "public class Helper {}")
                .listing("com.example.Nowhere", "com.example.Helper", "dev.winnow.extractors.receipt.Receipt")
                .pack("note.jar");

        assertThat(errors(jar))
                .containsExactly(
                        "error: META-INF/winnow/record-types: com.example.Nowhere is not a record in " + jar
                                + ", list the full names of record classes [record-types-list]",
                        "error: META-INF/winnow/record-types: com.example.Helper is not a record in " + jar
                                + ", list the full names of record classes [record-types-list]",
                        "error: dev.winnow.extractors.receipt.Receipt in " + jar
                                + ": is a class of Winnow or of a library in it, take a package of your own [record-types-list]");
    }

    @Test
    void namesANewerJava() throws IOException {
        Path jar = SmallJar.withRecord(folder, "Note", NOTE)
                .forJava(99, "com.example.Note")
                .pack("newer.jar");

        assertThat(errors(jar))
                .containsExactly("error: com.example.Note in " + jar + ": is made for a newer Java than this one, "
                        + Runtime.version().feature() + ", build it for this one (maven.compiler.release),"
                        + " or start Winnow with a newer one (JAVA_HOME) [record-types-list]");
    }

    @Test
    void namesAClassThatIsLacking() throws IOException {
        Path component = new SmallJar(folder)
                .java("com.example.Line", "public record Line(String text) {}")
                .java("com.example.Note", "@dev.winnow.core.type.Extracted(\"note\") public record Note(Line line) {}")
                .listing("com.example.Note")
                .without("com.example.Line")
                .pack("component.jar");
        Path element = new SmallJar(folder)
                .java("com.example.Line", "public record Line(String text) {}")
                .java(
                        "com.example.Note",
                        "@dev.winnow.core.type.Extracted(\"other\") public record Note(java.util.List<Line> lines) {}")
                .listing("com.example.Note")
                .without("com.example.Line")
                .pack("element.jar");

        assertThat(errors(component, element))
                .containsExactly(
                        "error: com.example.Note in " + component
                                + ": needs com.example.Line, which is not there, put what it needs into the same jar [record-types-list]",
                        "error: com.example.Note in " + element
                                + ": needs com.example.Line, which is not there, put what it needs into the same jar [record-types-list]");
    }

    @Test
    void namesAClassThatCannotBeLoaded() throws IOException {
        Path jar = SmallJar.withRecord(folder, "Note", NOTE)
                .java("com.example.Kind", "public enum Kind { ONE; static final int N = Integer.parseInt(\"x\"); }")
                .java("com.example.Note", "@dev.winnow.core.type.Extracted(\"note\") public record Note(Kind kind) {}")
                .pack("failing.jar");

        assertThat(errors(jar))
                .containsExactly(
                        "error: Note: cannot be loaded (ExceptionInInitializerError), build it anew against this version of"
                                + " Winnow [record-types-list]");
    }

    @Test
    void namesBothWhereTwoTypesHaveOneName() throws IOException {
        Path first = SmallJar.withRecord(folder, "Note", NOTE).pack("first.jar");
        Path second = SmallJar.withRecord(folder, "Note", NOTE).pack("second.jar");
        Path third = SmallJar.withRecord(folder, "Slip", "@Extracted(\"receipt\") public record Slip(String text) {}")
                .pack("third.jar");

        assertThat(errors(first, second, third))
                .containsExactly(
                        "error: com.example.Note in " + second + ": has the same name as com.example.Note in " + first
                                + ", give one of them another in @Extracted [type-name-taken]",
                        "error: com.example.Slip in " + third
                                + ": has the same name as dev.winnow.extractors.receipt.Receipt, give one of them another in @Extracted [type-name-taken]");
    }

    @Test
    void saysWhatIsWrongWithTheRecord() throws IOException {
        Path jar = SmallJar.withRecord(folder, "Note", "@Extracted(\"note\") public record Note(Object any) {}")
                .pack("note.jar");

        assertThat(errors(jar)).singleElement().asString().startsWith("error: Note.any: Object has no place");
    }
}
