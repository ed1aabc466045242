package dev.winnow.batch.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A jar of somebody's own record types, compiled and packed for one test. */
final class SmallJar {

    private static final String LIST = "META-INF/winnow/record-types";

    private final Path folder;

    /** Works in a folder of its own below {@code parent}. */
    SmallJar(Path parent) throws IOException {
        folder = Files.createTempDirectory(parent, "jar");
    }

    /** The usual one: a record of package {@code com.example} with its instructions, listed. */
    static SmallJar withRecord(Path parent, String simpleName, String declaration) throws IOException {
        String name = "com.example." + simpleName;
        return new SmallJar(parent)
                .java(name, "import dev.winnow.core.type.Extracted;\n" + declaration)
                .resource("com/example/" + simpleName + ".md", "The document is short.")
                .resource(LIST, name + "\n");
    }

    /** Compiles a class, without its package statement, against Winnow and what was compiled before. */
    SmallJar java(String className, String source) {
        int dot = className.lastIndexOf('.');
        Path file = write(
                folder.resolve("src").resolve(className.replace('.', '/') + ".java"),
                "package " + className.substring(0, dot) + ";\n" + source);
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-proc:none",
                        "-cp",
                        classes() + java.io.File.pathSeparator + System.getProperty("java.class.path"),
                        "-d",
                        classes().toString(),
                        file.toString());
        if (code != 0) {
            throw new AssertionError("does not compile: " + className);
        }
        return this;
    }

    SmallJar resource(String name, String text) {
        write(classes().resolve(name), text);
        return this;
    }

    SmallJar listing(String... classNames) {
        return resource(LIST, String.join("\n", classNames));
    }

    SmallJar migration(String type, String sql) {
        return resource("winnow/migrations/" + type + "/V1__create_" + type + ".sql", sql);
    }

    /** Leaves out what was compiled. */
    SmallJar without(String className) throws IOException {
        Files.delete(file(className));
        return this;
    }

    /** Makes a class look as if it were compiled for that Java. */
    SmallJar forJava(int feature, String className) throws IOException {
        byte[] bytes = Files.readAllBytes(file(className));
        bytes[7] = (byte) (feature + 44);
        Files.write(file(className), bytes);
        return this;
    }

    /** Packs it, with an entry for each folder as build tools do. */
    Path pack(String fileName) throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(classes())) {
            all = new ArrayList<>(tree.sorted().toList());
        }
        all.remove(classes());
        Path jar = folder.resolve(fileName);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (Path path : all) {
                String name = classes().relativize(path).toString();
                entries.putNextEntry(new JarEntry(Files.isDirectory(path) ? name + "/" : name));
                if (!Files.isDirectory(path)) {
                    Files.copy(path, entries);
                }
            }
        }
        return jar;
    }

    private Path file(String className) {
        return classes().resolve(className.replace('.', '/') + ".class");
    }

    private Path classes() {
        return folder.resolve("classes");
    }

    private static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
