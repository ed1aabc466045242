package dev.winnow.db.migrate;

import dev.winnow.db.table.Ddl;
import dev.winnow.db.table.Table;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Compares the tables that a record type's migrations build with those it declares, both as PostgreSQL has them. */
final class Difference {

    private final String type;
    private final Map<String, BuiltTable> built;
    private final Map<String, BuiltTable> declared;
    private final Changes changes;

    private Difference(String type, Map<String, BuiltTable> built, Map<String, BuiltTable> declared) {
        this.type = type;
        this.built = built;
        this.declared = declared;
        this.changes = new Changes(type);
    }

    /**
     * The statements that turn {@code built} into {@code declared}; none where they agree. Tables, indexes and constraints whose
     * names show that they are not Winnow's are left alone.
     *
     * @param sources how the declared tables are written, owners before the tables of their lists
     */
    static List<Change> between(
            String type, Map<String, BuiltTable> built, Map<String, BuiltTable> declared, List<Table> sources) {
        Difference difference = new Difference(type, built, declared);
        difference.dropTables();
        Set<String> rekeyed = difference.rekeyed();
        for (Table source : sources) {
            BuiltTable before = built.get(source.name());
            if (before == null) {
                difference.changes.add(
                        Change.Step.CREATE_TABLE, Ddl.table(source), "records." + source.name() + ": is new, a table");
            } else {
                BuiltTable after = Objects.requireNonNull(declared.get(source.name()));
                new TableDifference(before, after, source, rekeyed, difference.changes).find();
            }
        }
        return difference.changes.all();
    }

    private void dropTables() {
        built.values().stream()
                .filter(table -> !declared.containsKey(table.name()) && isListOfType(table))
                .sorted(Comparator.comparing(
                                (BuiltTable table) -> -table.primaryKey().size())
                        .thenComparing(BuiltTable::name))
                .forEach(table -> changes.add(
                        Change.Step.DROP_TABLE,
                        "DROP TABLE " + Changes.qualified(table.name()),
                        "records." + table.name() + ": is gone"));
    }

    /** A table of the user's own may stand beside them. */
    private boolean isListOfType(BuiltTable table) {
        List<String> key = table.primaryKey();
        return table.name().startsWith(type + "_")
                && key.size() > 1
                && key.get(0).equals("document_id")
                && key.get(key.size() - 1).equals("position");
    }

    /** Tables whose primary key is to be another: what refers to it must let go of it meanwhile. */
    private Set<String> rekeyed() {
        Set<String> names = new HashSet<>();
        for (BuiltTable after : declared.values()) {
            BuiltTable before = built.get(after.name());
            if (before != null && ColumnDifference.isRekeyed(before, after)) {
                names.add(after.name());
            }
        }
        return names;
    }
}
