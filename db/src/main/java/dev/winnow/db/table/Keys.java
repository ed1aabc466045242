package dev.winnow.db.table;

import java.util.List;

/**
 * What stands in front of a table's data: its key and its lineage.
 *
 * @param primary names of the first of {@code columns}
 * @param indexed names of columns with an index of their own
 */
record Keys(List<Column> columns, List<String> primary, List<ForeignKey> foreign, List<String> indexed) {
    Keys {
        columns = List.copyOf(columns);
        primary = List.copyOf(primary);
        foreign = List.copyOf(foreign);
        indexed = List.copyOf(indexed);
    }
}
