package dev.winnow.db.table;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements that write a type's tables.
 *
 * @param upsert puts a row of the root in place unless a newer run's stands there
 * @param standing of given documents and runs, the documents whose row is of that run
 */
record ProjectionSql(String upsert, String standing) {

    ProjectionSql(Table root) {
        this(upsert(root), standing(root));
    }

    static String insert(Table table) {
        return "INSERT INTO " + table.qualified() + " AS t (" + Identifiers.quoted(names(table)) + ") VALUES ("
                + String.join(", ", Collections.nCopies(table.columns().size(), "?")) + ")";
    }

    static String delete(Table table) {
        return "DELETE FROM " + table.qualified() + " WHERE document_id = ANY (?)";
    }

    private static String upsert(Table root) {
        String changes = names(root).stream()
                .filter(name -> !root.keys().primary().contains(name))
                .map(Identifiers::quoted)
                .map(name -> name + " = excluded." + name)
                .collect(Collectors.joining(", "));
        return insert(root) + " ON CONFLICT (document_id) DO UPDATE SET " + changes
                + " WHERE t.run_id <= excluded.run_id";
    }

    private static String standing(Table root) {
        return "SELECT document_id FROM " + root.qualified()
                + " JOIN unnest(?, ?) AS written (document_id, run_id) USING (document_id, run_id) ORDER BY document_id";
    }

    private static List<String> names(Table table) {
        return table.columns().stream().map(Column::name).toList();
    }
}
