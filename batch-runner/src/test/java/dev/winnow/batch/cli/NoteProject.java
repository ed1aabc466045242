package dev.winnow.batch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Somebody's project with the record type {@code note}, its documents and answers. */
final class NoteProject {

    private final Path folder;
    private String body = "";

    /** Below {@code folder}. */
    NoteProject(Path folder) {
        this.folder = folder;
    }

    /** What the record holds besides its components, from now on. */
    void body(String java) {
        body = java;
    }

    static Cli.Result run(String... words) {
        return Cli.standard().with("winnow.api-key", "").run(words);
    }

    Path resources() {
        return folder.resolve("resources");
    }

    Path migrations() {
        return resources().resolve("winnow").resolve("migrations").resolve("note");
    }

    /** Without its migrations. */
    String unmigrated(String components) throws IOException {
        return SmallJar.withRecord(
                        folder, "Note", "@Extracted(\"note\") public record Note(" + components + ") {" + body + "}")
                .pack("note.jar")
                .toString();
    }

    /** As the source tree has it by now. */
    String jar(String components) throws IOException {
        SmallJar jar = SmallJar.withRecord(
                folder, "Note", "@Extracted(\"note\") public record Note(" + components + ") {" + body + "}");
        if (Files.isDirectory(migrations())) {
            try (Stream<Path> files = Files.list(migrations())) {
                for (Path file : files.toList()) {
                    jar.resource("winnow/migrations/note/" + file.getFileName(), Files.readString(file));
                }
            }
        }
        return jar.pack("note.jar").toString();
    }

    Cli.Result migration(String components) throws IOException {
        return run(
                "ddl",
                "note",
                "--types-jar",
                jar(components),
                "--migration",
                resources().toString());
    }

    Path documents() {
        return folder.resolve("samples").resolve("documents");
    }

    Path document(String name, String answer) throws IOException {
        Files.createDirectories(documents());
        Path answers = Files.createDirectories(folder.resolve("samples").resolve("expected"));
        Files.writeString(answers.resolve(name + ".json"), "{\"type\": \"note\", \"record\": " + answer + "}");
        return Files.writeString(documents().resolve(name + ".txt"), "The text of " + name + ".");
    }

    Cli.Result extract(String jar, Path what, String... more) {
        Stream<String> words = Stream.of(
                "run",
                "note",
                what.toString(),
                "--offline",
                "--answers",
                folder.resolve("samples").toString(),
                "--types-jar",
                jar);
        return run(Stream.concat(words, Stream.of(more)).toArray(String[]::new));
    }

    static Cli.Result reproject(String jar) {
        return run("reproject", "note", "--offline", "--types-jar", jar);
    }
}
