package dev.winnow.db.migrate;

import static dev.winnow.db.sql.Identifiers.quoted;

import dev.winnow.db.migrate.BuiltTable.Constraint;
import dev.winnow.db.migrate.BuiltTable.Kind;
import dev.winnow.db.table.Check;
import dev.winnow.db.table.Table;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The difference between a table as it is built and as it is declared. */
final class TableDifference {

    private final BuiltTable before;
    private final BuiltTable after;
    private final Table source;
    private final Set<String> rekeyed;
    private final Changes changes;
    private final ColumnDifference columns;

    /** @param rekeyed names of the tables whose primary key changes */
    TableDifference(BuiltTable before, BuiltTable after, Table source, Set<String> rekeyed, Changes changes) {
        this.before = before;
        this.after = after;
        this.source = source;
        this.rekeyed = rekeyed;
        this.changes = changes;
        this.columns = new ColumnDifference(before, after, changes);
    }

    void find() {
        columns.find();
        before.constraints().values().forEach(this::oldConstraint);
        after.constraints().values().stream().filter(one -> !isKept(one)).forEach(this::newConstraint);
        indexes();
        changes.comment(
                "TABLE " + Changes.qualified(after.name()),
                before.comment(),
                after.comment(),
                "records." + after.name());
    }

    private void oldConstraint(Constraint old) {
        boolean ours = old.kind() == Kind.PRIMARY_KEY
                || after.constraints().containsKey(old.name())
                || old.name().startsWith(before.name() + "_");
        if (ours && !isKept(old)) {
            changes.alter(
                    old.kind() == Kind.FOREIGN_KEY ? Change.Step.DROP_FOREIGN_KEY : Change.Step.DROP_CONSTRAINT,
                    before,
                    "DROP CONSTRAINT " + quoted(old.name()),
                    after.constraints().containsKey(old.name())
                            ? ""
                            : "records." + before.name() + ": constraint " + old.name() + " is gone");
        }
    }

    private boolean isKept(Constraint one) {
        if (one.kind() == Kind.PRIMARY_KEY) {
            return !rekeyed.contains(before.name());
        }
        Constraint old = before.constraints().get(one.name());
        Constraint declared = after.constraints().get(one.name());
        return old != null
                && declared != null
                && old.definition().equals(declared.definition())
                && Collections.disjoint(old.columns(), columns.changed())
                && !rekeyed.contains(old.target());
    }

    private void newConstraint(Constraint constraint) {
        boolean another = before.constraints().containsKey(constraint.name());
        boolean ofColumn = another && !Collections.disjoint(constraint.columns(), columns.changed());
        String said = ofColumn
                ? ""
                : "records." + after.name() + ": constraint " + constraint.name()
                        + (another ? " is another" : " is new");
        String name = "ADD CONSTRAINT " + quoted(constraint.name()) + " ";
        switch (constraint.kind()) {
            case PRIMARY_KEY -> {
                changes.emptyForKey(before);
                changes.alter(
                        Change.Step.KEY,
                        before,
                        "ADD " + constraint.definition(),
                        "records." + after.name() + ": has another primary key");
            }
            case UNIQUE -> {
                changes.empty(before);
                changes.alter(Change.Step.KEY, before, name + constraint.definition(), said);
            }
            case FOREIGN_KEY -> {
                changes.emptyForKey(before);
                changes.alter(Change.Step.FOREIGN_KEY, before, name + constraint.definition(), said);
            }
            case CHECK -> {
                String expression = written(constraint);
                if (!changes.isEmptied(before)) {
                    changes.remove(Change.Step.REMOVE, before, "NOT (" + expression + ")");
                }
                changes.alter(Change.Step.TIGHTEN, before, name + "CHECK (" + expression + ")", said);
            }
        }
    }

    /** As the declaration writes it: what PostgreSQL makes of an expression, it may read as another. */
    private String written(Constraint check) {
        return Stream.concat(
                        source.columns().stream().flatMap(column -> column.checks().stream()), source.checks().stream())
                .filter(one -> one.name().equals(check.name()))
                .findFirst()
                .map(Check::expression)
                .orElse(check.definition());
    }

    private void indexes() {
        List<String> standing = before.indexes().stream()
                .filter(index -> columns.replaced().stream().noneMatch(column -> index.contains(quoted(column))))
                .toList();
        after.indexes().stream()
                .filter(index -> !standing.contains(index))
                .forEach(index ->
                        changes.add(Change.Step.INDEX, index, "records." + after.name() + ": has another index"));
    }
}
