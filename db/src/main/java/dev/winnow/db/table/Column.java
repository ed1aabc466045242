package dev.winnow.db.table;

import dev.winnow.core.type.Presence;
import java.util.List;

/**
 * One column.
 *
 * @param name unquoted
 * @param presence {@code REQUIRED} for NOT NULL
 * @param comment the description, or empty
 */
public record Column(String name, ColumnType type, Presence presence, String comment, List<Check> checks) {

    /** Copies the checks. */
    public Column {
        checks = List.copyOf(checks);
    }

    /** A NOT NULL column without comment and checks. */
    static Column required(String name, ColumnType type) {
        return new Column(name, type, Presence.REQUIRED, "", List.of());
    }

    Column with(List<Check> newChecks) {
        return new Column(name, type, presence, comment, newChecks);
    }
}
