package dev.winnow.db.migrate;

import static dev.winnow.db.sql.Identifiers.quoted;

import dev.winnow.db.migrate.BuiltTable.Column;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The difference between the columns of a table as it is built and as it is declared. */
final class ColumnDifference {

    /** What PostgreSQL turns into another type with the same value. */
    private static final Map<String, Set<String>> WIDER = Map.of(
            "smallint", Set.of("integer", "bigint", "numeric"),
            "integer", Set.of("bigint", "numeric"),
            "bigint", Set.of("numeric"),
            "real", Set.of("double precision"));

    private final BuiltTable before;
    private final BuiltTable after;
    private final Changes changes;
    private final Set<String> replaced = new HashSet<>();
    private final Set<String> retyped = new HashSet<>();

    ColumnDifference(BuiltTable before, BuiltTable after, Changes changes) {
        this.before = before;
        this.after = after;
        this.changes = changes;
    }

    void find() {
        before.columns().values().stream()
                .filter(column -> !after.columns().containsKey(column.name()))
                .forEach(this::dropColumn);
        after.columns().values().forEach(this::column);
    }

    /** Those that go or come anew, and whose indexes go with them. */
    Set<String> replaced() {
        return replaced;
    }

    /**
     * Those that go, come anew or get a wider type, over which PostgreSQL writes an expression with other casts: what stands on
     * them must be made anew.
     */
    Set<String> changed() {
        Set<String> changed = new HashSet<>(replaced);
        changed.addAll(retyped);
        return changed;
    }

    static boolean isRekeyed(BuiltTable before, BuiltTable after) {
        return !before.primaryKey().equals(after.primaryKey())
                || after.primaryKey().stream()
                        .anyMatch(name -> isReplaced(
                                before.columns().get(name), after.columns().get(name)));
    }

    private void dropColumn(Column column) {
        replaced.add(column.name());
        changes.alter(Change.Step.COLUMN, before, "DROP COLUMN " + quoted(column.name()), at(column) + "is gone");
    }

    private void column(Column column) {
        Column old = before.columns().get(column.name());
        if (old != null && isReplaced(old, column)) {
            replaced.add(column.name());
            changes.alter(Change.Step.COLUMN, before, "DROP COLUMN " + quoted(column.name()), "");
            addColumn(column, at(column) + "has type " + column.type() + " instead of " + old.type());
        } else if (old == null) {
            addColumn(column, at(column) + "is new, " + column.type() + (column.notNull() ? "" : ", may be null"));
        } else {
            alterColumn(old, column);
        }
        boolean stays = old != null && !replaced.contains(column.name());
        String on = "COLUMN " + Changes.qualified(after.name()) + "." + quoted(column.name());
        changes.comment(
                on,
                stays && old != null ? old.comment() : "",
                column.comment(),
                stays ? "records." + after.name() + "." + column.name() : "");
    }

    private void addColumn(Column column, String said) {
        if (column.notNull()) {
            changes.empty(before);
        }
        String type = column.type() + (column.notNull() ? " NOT NULL" : "");
        changes.alter(Change.Step.COLUMN, before, "ADD COLUMN " + quoted(column.name()) + " " + type, said);
    }

    private void alterColumn(Column old, Column column) {
        String alter = "ALTER COLUMN " + quoted(column.name());
        if (!old.type().equals(column.type())) {
            retyped.add(column.name());
            changes.alter(
                    Change.Step.COLUMN,
                    before,
                    alter + " TYPE " + column.type(),
                    at(column) + "has the wider type " + column.type() + " instead of " + old.type());
        }
        if (old.notNull() && !column.notNull()) {
            changes.alter(Change.Step.COLUMN, before, alter + " DROP NOT NULL", at(column) + "may be null");
        } else if (!old.notNull() && column.notNull()) {
            changes.remove(Change.Step.REMOVE, before, quoted(column.name()) + " IS NULL");
            changes.alter(Change.Step.TIGHTEN, before, alter + " SET NOT NULL", at(column) + "must not be null");
        }
    }

    private String at(Column column) {
        return "records." + before.name() + "." + column.name() + ": ";
    }

    private static boolean isReplaced(@Nullable Column old, @Nullable Column column) {
        return old == null
                || column == null
                || !old.type().equals(column.type())
                        && !WIDER.getOrDefault(old.type(), Set.of()).contains(column.type());
    }
}
