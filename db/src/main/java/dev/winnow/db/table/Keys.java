package dev.winnow.db.table;

import java.util.List;

/**
 * What stands in front of a table's data, its key and its lineage, and what it refers to.
 *
 * @param primary names of the first of {@code columns}
 * @param unique further keys, of data too
 * @param indexed names of columns with an index of their own
 */
public record Keys(
        List<Column> columns,
        List<String> primary,
        List<UniqueKey> unique,
        List<ForeignKey> foreign,
        List<String> indexed) {

    /** Copies the lists. */
    public Keys {
        columns = List.copyOf(columns);
        primary = List.copyOf(primary);
        unique = List.copyOf(unique);
        foreign = List.copyOf(foreign);
        indexed = List.copyOf(indexed);
    }
}
