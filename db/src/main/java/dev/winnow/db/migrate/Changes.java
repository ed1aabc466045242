package dev.winnow.db.migrate;

import dev.winnow.db.sql.Identifiers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gathers the statements of a migration. */
final class Changes {

    private final String root;
    private final List<Change> all = new ArrayList<>();
    private final Set<String> emptied = new HashSet<>();

    /** For the tables of the record type {@code root}. */
    Changes(String root) {
        this.root = root;
    }

    static String qualified(String table) {
        return Identifiers.inRecords(table);
    }

    void add(Change.Step step, String sql, String said) {
        all.add(new Change(step, sql, said));
    }

    void alter(Change.Step step, BuiltTable table, String action, String said) {
        add(step, "ALTER TABLE " + qualified(table.name()) + " " + action, said);
    }

    /** Takes the documents with a row in {@code table} out of all tables. */
    void empty(BuiltTable table) {
        if (emptied.add(table.name())) {
            remove(Change.Step.EMPTY, table, "");
        }
    }

    /** Likewise, where nothing would cascade to {@code table} since its foreign key is dropped meanwhile. */
    void emptyForKey(BuiltTable table) {
        empty(table);
        add(Change.Step.EMPTY, "DELETE FROM " + qualified(table.name()), "");
    }

    boolean isEmptied(BuiltTable table) {
        return emptied.contains(table.name());
    }

    /** Takes the documents with a row in {@code table}, for which {@code condition} holds, out of all tables. */
    void remove(Change.Step step, BuiltTable table, String condition) {
        String where = condition.isEmpty() ? "" : " WHERE " + condition;
        String rows = table.name().equals(root)
                ? where
                : " WHERE document_id IN (\n    SELECT document_id FROM " + qualified(table.name()) + where + ")";
        add(step, "DELETE FROM " + qualified(root) + rows, "");
    }

    /** @param path for saying it; empty where it is said elsewhere */
    void comment(String on, String old, String text, String path) {
        if (!old.equals(text)) {
            String said = path.isEmpty() ? "" : path + ": has another comment";
            add(
                    Change.Step.COMMENT,
                    "COMMENT ON " + on + " IS " + (text.isEmpty() ? "NULL" : Identifiers.literal(text)),
                    said);
        }
    }

    /** Everything once, in the order in which it runs. */
    List<Change> all() {
        return all.stream()
                .distinct()
                .sorted(Comparator.comparing(Change::step))
                .toList();
    }
}
