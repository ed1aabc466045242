package dev.winnow.db.table;

import dev.winnow.core.json.CanonicalJson;
import dev.winnow.db.sql.Identifiers;
import java.util.HashSet;
import java.util.Set;

/** Gives the constraints of one table names {@code <table>_<column>_<rule>}: unique, and never longer than PostgreSQL's limit. */
final class ConstraintNames {

    private static final int HASH = 8;

    private final String table;
    private final Set<String> taken = new HashSet<>();

    ConstraintNames(String table) {
        this.table = table;
    }

    /** The next free name, without a column where that is empty; the same calls in the same order give the same names. */
    String next(String column, String rule) {
        String full = table + "_" + (column.isEmpty() ? "" : column + "_") + rule;
        String name = shortened(full);
        for (int i = 2; !taken.add(name); i++) {
            name = shortened(full + "_" + i);
        }
        return name;
    }

    private static String shortened(String name) {
        if (Identifiers.bytes(name) <= Identifiers.LONGEST) {
            return name;
        }
        String hash = CanonicalJson.sha256(name).substring(0, HASH);
        int end = name.length();
        while (Identifiers.bytes(name.substring(0, end)) > Identifiers.LONGEST - HASH - 1) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end) + "_" + hash;
    }
}
