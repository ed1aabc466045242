package dev.winnow.db.sql;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names and texts as SQL writes them. */
public final class Identifiers {

    /** The schema of the projections. */
    public static final String SCHEMA = "records";

    /** PostgreSQL cuts longer names (NAMEDATALEN - 1). */
    public static final int LONGEST = 63;

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private Identifiers() {}

    /** The name, quoted only where PostgreSQL would not take it plain. */
    public static String quoted(String name) {
        return PLAIN.matcher(name).matches() && !Keywords.mustBeQuoted(name)
                ? name
                : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The names, quoted and with commas between them. */
    public static String quoted(List<String> names) {
        return names.stream().map(Identifiers::quoted).collect(Collectors.joining(", "));
    }

    /** A table of the projections, with its schema. */
    public static String inRecords(String table) {
        return SCHEMA + "." + quoted(table);
    }

    /** A text as a literal; {@code standard_conforming_strings} is on by default. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The length PostgreSQL counts. */
    public static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
