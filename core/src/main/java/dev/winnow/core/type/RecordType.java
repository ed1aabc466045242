package dev.winnow.core.type;

import dev.winnow.core.json.StorableText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A record class and all that is declared on it.
 *
 * @param name from {@link Extracted}
 * @param instructions the text for the model, never blank
 */
public record RecordType<T extends Record>(String name, Class<T> javaType, String instructions, RecordShape shape) {

    private static final String RESERVED = "none_of_these";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    /** Reads {@code javaType}; throws {@link ProblemsException} with everything that cannot work. */
    public static <T extends Record> RecordType<T> of(Class<T> javaType) {
        Extracted declared = javaType.getAnnotation(Extracted.class);
        String path = javaType.getSimpleName();
        if (declared == null) {
            throw new ProblemsException(
                    ProblemCode.NOT_A_RECORD_TYPE,
                    path,
                    "is not a record type",
                    "annotate it with @Extracted(\"name\")");
        }
        List<Problem> problems = new ArrayList<>();
        if (!NAME.matcher(declared.value()).matches()) {
            problems.add(new Problem(
                    ProblemCode.TYPE_NAME,
                    path,
                    "the name \"" + declared.value() + "\" is not allowed",
                    "it must match " + NAME));
        }
        if (declared.value().equals(RESERVED)) {
            problems.add(new Problem(
                    ProblemCode.TYPE_NAME,
                    path,
                    "the name \"" + RESERVED + "\" is not allowed",
                    "it is kept for documents that fit no type"));
        }
        ShapeReader reader = new ShapeReader();
        RecordShape shape = reader.read(javaType);
        problems.addAll(reader.problems());
        String resource = declared.instructions().isEmpty() ? path + ".md" : declared.instructions();
        String instructions = read(javaType, resource);
        if (instructions.isBlank()) {
            problems.add(new Problem(
                    ProblemCode.NO_INSTRUCTIONS,
                    path,
                    "has no instructions",
                    "write them to the resource " + resource + " in the record's package"));
        }
        if (!StorableText.is(instructions)) {
            problems.add(new Problem(
                    ProblemCode.UNSTORABLE_TEXT,
                    path,
                    "its instructions hold a NUL character",
                    "take it out, PostgreSQL cannot store it"));
        }
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return new RecordType<>(declared.value(), javaType, instructions.strip(), shape);
    }

    /** The jar that {@link RecordTypes} loaded it from, as it was named there; empty where it comes from the class path. */
    public Optional<Path> jar() {
        return javaType.getClassLoader() instanceof JarLoader loader ? Optional.of(loader.jar()) : Optional.empty();
    }

    private static String read(Class<?> type, String resource) {
        try (InputStream in = type.getResourceAsStream(resource)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
