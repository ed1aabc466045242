package dev.winnow.db.table;

import java.util.List;

/**
 * A UNIQUE constraint.
 *
 * @param name unique among the relations of its schema, unquoted
 */
public record UniqueKey(String name, List<String> columns) {

    /** Copies the columns. */
    public UniqueKey {
        columns = List.copyOf(columns);
    }
}
