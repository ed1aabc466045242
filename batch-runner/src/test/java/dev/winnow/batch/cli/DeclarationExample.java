package dev.winnow.batch.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.core.schema.Dialect;
import dev.winnow.core.schema.SchemaGenerator;
import dev.winnow.core.schema.StrictSchemaChecker;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.type.RecordTypes;
import dev.winnow.db.table.Ddl;
import dev.winnow.db.testing.RecordTypeCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** Compiles the declarations of an example, with instructions and a list, and reads them as a start does. */
final class DeclarationExample {

    private static final String FRAME = """
            package example;
            import com.fasterxml.jackson.annotation.*;
            import com.fasterxml.jackson.databind.PropertyNamingStrategies;
            import com.fasterxml.jackson.databind.annotation.JsonNaming;
            import dev.winnow.core.constraint.SqlCheck;
            import dev.winnow.core.type.Extracted;
            import jakarta.validation.*;
            import jakarta.validation.constraints.*;
            import jakarta.validation.groups.*;
            import java.lang.annotation.*;
            import java.math.*;
            import java.time.*;
            import java.util.*;
            import org.jspecify.annotations.*;
            """;
    private static final Pattern LISTED = Pattern.compile("// " + RecordTypes.LIST + ": (.*)");
    private static final Pattern SAMPLE = Pattern.compile("// samples/(\\S+): (.*)");
    private static final Pattern DECLARED =
            Pattern.compile("@Extracted\\([^)]*\\)(?:\\s*//.*|\\s*@\\w+(?:\\([^)]*\\))?)*\\s+record (\\w+)");

    private DeclarationExample() {}

    /** All that is wrong with the declarations. */
    static List<String> problems(Path folder, String source, Dialect dialect) throws IOException {
        Path file = write(folder.resolve("Example.java"), FRAME + source);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-proc:none",
                        "-nowarn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        file.toString());
        if (code != 0) {
            throw new AssertionError("does not compile:\n" + source);
        }
        List<String> records = found(DECLARED, source);
        for (String name : records) {
            write(classes.resolve("example").resolve(name + ".md"), "The document is a note.");
        }
        List<String> listed = found(LISTED, source);
        write(
                classes.resolve(RecordTypes.LIST),
                String.join(
                        "\n",
                        listed.isEmpty()
                                ? records.stream()
                                        .map(name -> "example." + name)
                                        .toList()
                                : listed));
        Path samples = folder.resolve("samples");
        SAMPLE.matcher(source).results().forEach(sample -> write(samples.resolve(sample.group(1)), sample.group(2)));
        try (URLClassLoader loader = new OwnListOnly(classes)) {
            List<Problem> problems = Files.exists(samples) ? tested(loader, classes, samples) : all(loader, dialect);
            return texts(problems).stream()
                    .map(text -> text.replace(folder + "/", ""))
                    .toList();
        }
    }

    /** All that is wrong with a schema. */
    static List<String> problemsOfSchema(String json) throws JsonProcessingException {
        return texts(StrictSchemaChecker.check(new ObjectMapper().readTree(json)));
    }

    private static List<Problem> all(ClassLoader loader, Dialect dialect) {
        List<Problem> problems = new ArrayList<>();
        try {
            for (RecordType<?> type : RecordTypes.load(loader).all()) {
                tried(() -> new SchemaGenerator(dialect).generate(type), problems);
                tried(() -> Ddl.create(type), problems);
            }
        } catch (ProblemsException e) {
            problems.addAll(e.problems());
        }
        return problems;
    }

    /** As the one-line test of a record type finds them, given the migration that the declaration asks for. */
    private static List<Problem> tested(ClassLoader loader, Path classes, Path samples) {
        List<Problem> problems = new ArrayList<>();
        for (RecordType<?> type : RecordTypes.load(loader).all()) {
            Path migrations = classes.resolve("winnow/migrations").resolve(type.name());
            write(migrations.resolve("V1__create_" + type.name() + ".sql"), Ddl.create(type));
            tried(() -> RecordTypeCheck.check(type.javaType(), samples), problems);
        }
        return problems;
    }

    private static void tried(Runnable part, List<Problem> problems) {
        try {
            part.run();
        } catch (ProblemsException e) {
            problems.addAll(e.problems());
        }
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }

    private static List<String> found(Pattern pattern, String source) {
        return pattern.matcher(source)
                .results()
                .map((MatchResult one) -> one.group(1))
                .toList();
    }

    private static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sees the example's classes and its list, and not those of the types that ship. */
    private static final class OwnListOnly extends URLClassLoader {

        OwnListOnly(Path classes) throws IOException {
            super(new URL[] {classes.toUri().toURL()}, DeclarationExample.class.getClassLoader());
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals(RecordTypes.LIST) ? findResources(name) : super.getResources(name);
        }

        @Override
        public URL getResource(String name) {
            URL own = findResource(name);
            return own != null || name.equals(RecordTypes.LIST) ? own : super.getResource(name);
        }
    }
}
