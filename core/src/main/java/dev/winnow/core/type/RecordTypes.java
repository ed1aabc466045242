package dev.winnow.core.type;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The record types on the class path and in jars given, by name: every class listed in a resource {@value #LIST}. Immutable. */
public final class RecordTypes {

    /** Lists record classes, one fully qualified name a line; {@code #} starts a comment. Each jar may bring one. */
    public static final String LIST = "META-INF/winnow/record-types";

    private final Map<String, RecordType<?>> byName;

    private RecordTypes(Map<String, RecordType<?>> byName) {
        this.byName = byName;
    }

    /** Reads all lists that {@code loader} sees; throws {@link ProblemsException} with the problems of all types. */
    public static RecordTypes load(ClassLoader loader) {
        return load(loader, List.of());
    }

    /**
     * Reads all lists that {@code loader} sees, and the one in each of {@code jars}. Each jar gets a class loader of its own
     * below {@code loader}, so that jars with classes or resources of the same name do not disturb each other; it stays open
     * as long as its types are used. Throws {@link ProblemsException} with the problems of all types and jars.
     */
    public static RecordTypes load(ClassLoader loader, Collection<Path> jars) {
        Map<String, RecordType<?>> byName = new TreeMap<>();
        Map<String, String> listedAs = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (ListedTypes place : places(loader, jars, problems)) {
            for (String className : place.classNames()) {
                try {
                    RecordType<?> type = place.read(className);
                    RecordType<?> other = byName.putIfAbsent(type.name(), type);
                    String otherName = listedAs.putIfAbsent(type.name(), place.named(className));
                    if (other != null && other.javaType() != type.javaType()) {
                        problems.add(new Problem(
                                ProblemCode.TYPE_NAME_TAKEN,
                                place.named(className),
                                "has the same name as " + otherName,
                                "give one of them another in @Extracted"));
                    }
                } catch (ProblemsException e) {
                    problems.addAll(e.problems());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return new RecordTypes(byName);
    }

    private static List<ListedTypes> places(ClassLoader loader, Collection<Path> jars, List<Problem> problems) {
        List<ListedTypes> places = new ArrayList<>();
        places.add(ListedTypes.onClassPath(loader));
        for (Path jar : new LinkedHashSet<>(jars)) {
            try {
                places.add(ListedTypes.in(jar, loader));
            } catch (ProblemsException e) {
                problems.addAll(e.problems());
            }
        }
        return places;
    }

    /** Whether a list that the class's own loader sees has it. */
    public static boolean isListed(Class<?> recordClass) {
        return ListedTypes.onClassPath(recordClass.getClassLoader())
                .classNames()
                .contains(recordClass.getName());
    }

    /** The type of that name; throws {@link ProblemsException} that lists the known ones. */
    public RecordType<?> get(String name) {
        RecordType<?> type = byName.get(name);
        if (type == null) {
            throw new ProblemsException(
                    ProblemCode.UNKNOWN_TYPE,
                    "record type \"" + name + "\"",
                    "is not known",
                    "known are " + String.join(", ", byName.keySet()) + "; --types-jar brings others");
        }
        return type;
    }

    /** All types in the order of their names. */
    public Collection<RecordType<?>> all() {
        return Collections.unmodifiableCollection(byName.values());
    }
}
