package dev.winnow.core.type;

import java.util.Collection;
import java.util.stream.Collectors;

/** Words of a command line, for messages that say what to do. */
public final class JarOption {

    private JarOption() {}

    /** {@code --types-jar FILE} with a space before it, as commands over {@code types} need it; empty where they need none. */
    public static String of(Collection<? extends RecordType<?>> types) {
        String jars = types.stream()
                .flatMap(type -> type.jar().stream())
                .map(jar -> quoted(jar.toString()))
                .distinct()
                .collect(Collectors.joining(","));
        return jars.isEmpty() ? "" : " --types-jar " + jars;
    }

    /** {@code word} as a shell reads it; what would move a terminal's cursor is replaced. */
    public static String quoted(String word) {
        return word.matches("[\\w./@%+=:,-]+")
                ? word
                : "'" + word.replaceAll("\\p{Cntrl}", "?").replace("'", "'\\''") + "'";
    }
}
