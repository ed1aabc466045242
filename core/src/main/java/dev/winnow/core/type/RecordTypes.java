package dev.winnow.core.type;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The record types on the class path, by name: every class listed in a resource {@value #LIST}. Immutable. */
public final class RecordTypes {

    /** Lists record classes, one fully qualified name a line; {@code #} starts a comment. Each jar may bring one. */
    public static final String LIST = "META-INF/winnow/record-types";

    private final Map<String, RecordType<?>> byName;

    private RecordTypes(Map<String, RecordType<?>> byName) {
        this.byName = byName;
    }

    /** Reads all lists that {@code loader} sees; throws {@link ProblemsException} with the problems of all types. */
    public static RecordTypes load(ClassLoader loader) {
        Map<String, RecordType<?>> byName = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (String className : listed(loader)) {
            try {
                RecordType<?> type = RecordType.of(loader.loadClass(className).asSubclass(Record.class));
                RecordType<?> other = byName.put(type.name(), type);
                if (other != null && other.javaType() != type.javaType()) {
                    problems.add(new Problem(
                            ProblemCode.TYPE_NAME_TAKEN,
                            className,
                            "has the same name as " + other.javaType().getName(),
                            "names must be unique"));
                }
            } catch (ClassNotFoundException | ClassCastException e) {
                problems.add(new Problem(
                        ProblemCode.RECORD_TYPES_LIST,
                        LIST,
                        className + " is not a record on the class path",
                        "correct the list"));
            } catch (ProblemsException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return new RecordTypes(byName);
    }

    /** The type of that name; throws {@link ProblemsException} that lists the known ones. */
    public RecordType<?> get(String name) {
        RecordType<?> type = byName.get(name);
        if (type == null) {
            throw new ProblemsException(
                    ProblemCode.UNKNOWN_TYPE,
                    "record type \"" + name + "\"",
                    "is not known",
                    "known are " + String.join(", ", byName.keySet()));
        }
        return type;
    }

    /** All types in the order of their names. */
    public Collection<RecordType<?>> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    private static List<String> listed(ClassLoader loader) {
        List<String> names = new ArrayList<>();
        try {
            for (URL list : Collections.list(loader.getResources(LIST))) {
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(list.openStream(), StandardCharsets.UTF_8))) {
                    lines.lines()
                            .map(line -> line.replaceFirst("#.*", "").strip())
                            .filter(line -> !line.isEmpty())
                            .forEach(names::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + LIST, e);
        }
        return names;
    }
}
