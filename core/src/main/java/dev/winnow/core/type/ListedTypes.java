package dev.winnow.core.type;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipException;

/**
 * The record classes that one place lists.
 *
 * @param jar the place, or empty for the class path
 * @param loader loads the classes
 */
record ListedTypes(Optional<Path> jar, ClassLoader loader, List<String> classNames) {

    /** All lists that {@code loader} sees. */
    static ListedTypes onClassPath(ClassLoader loader) {
        List<String> names = new ArrayList<>();
        try {
            for (URL list : Collections.list(loader.getResources(RecordTypes.LIST))) {
                names.addAll(names(list.openStream()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RecordTypes.LIST, e);
        }
        return new ListedTypes(Optional.empty(), loader, names);
    }

    /** The list in {@code jar} itself; throws {@link ProblemsException} where it cannot be had. */
    static ListedTypes in(Path jar, ClassLoader application) {
        String path = jar.toString();
        if (!Files.isRegularFile(jar)) {
            String problem = Files.exists(jar) ? "is not a file" : "does not exist";
            throw new ProblemsException(
                    ProblemCode.RECORD_TYPES_LIST, path, problem, "name the jar that your build makes");
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            JarEntry list = file.getJarEntry(RecordTypes.LIST);
            List<String> names = list == null ? List.of() : names(file.getInputStream(list));
            if (names.isEmpty()) {
                throw new ProblemsException(
                        ProblemCode.RECORD_TYPES_LIST,
                        path,
                        list == null ? "has no " + RecordTypes.LIST : RecordTypes.LIST + " in it is empty",
                        "write the names of your record classes there, one a line");
            }
            return new ListedTypes(Optional.of(jar), new JarLoader(jar, application), names);
        } catch (ZipException e) {
            throw new ProblemsException(
                    ProblemCode.RECORD_TYPES_LIST, path, "is no jar", "name the jar that your build makes");
        } catch (IOException | SecurityException e) {
            throw new ProblemsException(ProblemCode.RECORD_TYPES_LIST, path, "cannot be read", "name a jar that can");
        }
    }

    /** The record type of a class in the list; throws {@link ProblemsException} with everything that cannot work. */
    RecordType<?> read(String className) {
        try {
            Class<?> found = loader.loadClass(className);
            if (jar.isPresent() && found.getClassLoader() != loader) {
                throw new ProblemsException(
                        ProblemCode.RECORD_TYPES_LIST,
                        named(className),
                        "is a class of Winnow or of a library in it",
                        "take a package of your own");
            }
            Linking.require(found);
            return RecordType.of(found.asSubclass(Record.class));
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new ProblemsException(
                    ProblemCode.RECORD_TYPES_LIST,
                    RecordTypes.LIST,
                    className + " is not a record "
                            + jar.map(file -> "in " + file).orElse("on the class path"),
                    "list the full names of record classes");
        } catch (LinkageError | TypeNotPresentException e) {
            throw new ProblemsException(List.of(Linking.problem(named(className), e)));
        }
    }

    /** How messages call one of the classes. */
    String named(String className) {
        return className + jar.map(file -> " in " + file).orElse("");
    }

    private static List<String> names(InputStream list) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
