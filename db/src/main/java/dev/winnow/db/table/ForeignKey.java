package dev.winnow.db.table;

import java.util.List;

/**
 * A foreign key.
 *
 * @param name unique in its table, unquoted
 * @param target the table referred to, qualified and quoted
 * @param onDelete what is written behind it: {@code ON DELETE CASCADE}, or empty
 */
public record ForeignKey(
        String name, List<String> columns, String target, List<String> targetColumns, String onDelete) {
    static final String CASCADE = "ON DELETE CASCADE";

    /** Copies the columns. */
    public ForeignKey {
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
    }
}
