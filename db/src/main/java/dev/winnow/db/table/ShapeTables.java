package dev.winnow.db.table;

import dev.winnow.core.type.Presence;
import dev.winnow.core.type.Property;
import dev.winnow.core.type.RecordShape;
import dev.winnow.core.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays a record's shape out in a table: nested records in the same row, lists in tables of their own. */
final class ShapeTables {

    private ShapeTables() {}

    static void addAll(RecordShape record, Scope scope, TableDraft table) {
        for (Property property : record.properties()) {
            if (property.shape() instanceof RecordShape nested) {
                Optional<String> present = addPresent(property, nested.description(), scope, table);
                addAll(nested, scope.nested(property, present), table);
            } else if (property.shape() instanceof Shape.ListOf list) {
                addPresent(property, "", scope, table);
                addList(property, list, scope, table);
            } else {
                addSingle(property, scope, table);
            }
        }
    }

    private static void addSingle(Property property, Scope scope, TableDraft table) {
        String name = scope.column(property);
        String quoted = Identifiers.quoted(name);
        List<CheckRule> rules = new ArrayList<>();
        scope.present()
                .map(present -> presence(Identifiers.quoted(present), quoted, property.presence()))
                .ifPresent(rules::add);
        rules.addAll(Rules.of(property.shape(), property.constraints(), quoted));
        Presence presence = scope.present().isPresent() ? Presence.NULLABLE : property.presence();
        Column column = new Column(name, Values.type(property.shape()), presence, property.description(), List.of());
        table.add(scope.path(property), column, rules, Values.reader(property.shape(), scope.reader(property)));
    }

    /** What is nested in a record that is null is null itself; what the record requires is there if the record is. */
    private static CheckRule presence(String present, String column, Presence presence) {
        return new CheckRule(
                "presence",
                switch (presence) {
                    case REQUIRED -> present + " = (" + column + " IS NOT NULL)";
                    case NULLABLE -> present + " OR " + column + " IS NULL";
                });
    }

    /** Adds the column that tells null from a record of nulls, or from an empty list; empty where there is no null to tell. */
    private static Optional<String> addPresent(Property property, String otherwise, Scope scope, TableDraft table) {
        if (property.presence() == Presence.REQUIRED) {
            return Optional.empty();
        }
        String name = scope.column(property) + "_present";
        String comment = property.description().isEmpty() ? otherwise : property.description();
        List<CheckRule> rules = scope.present().stream()
                .map(outer -> Identifiers.quoted(outer) + " OR NOT " + Identifiers.quoted(name))
                .map(expression -> new CheckRule("presence", expression))
                .toList();
        ValueReader value = scope.reader(property);
        Column column = new Column(name, ColumnType.BOOLEAN, Presence.REQUIRED, comment, List.of());
        table.add(scope.path(property), column, rules, row -> value.read(row) != null);
        return Optional.of(name);
    }

    private static void addList(Property property, Shape.ListOf list, Scope scope, TableDraft table) {
        String path = scope.path(property) + "[]";
        String element = list.element().shape() instanceof RecordShape record ? record.description() : "";
        String comment = (property.description() + " " + element).strip();
        TableDraft child = table.child(scope.column(property), scope.path(property), comment);
        if (list.element().shape() instanceof RecordShape record) {
            addAll(record, new Scope("", path, Optional.empty(), row -> row), child);
        } else {
            Column column =
                    Column.required(TypeTables.VALUE, Values.type(list.element().shape()));
            List<CheckRule> rules =
                    Rules.of(list.element().shape(), list.element().constraints(), TypeTables.VALUE);
            child.add(path, column, rules, Values.reader(list.element().shape(), row -> row));
        }
        table.addChild(child, scope.reader(property));
    }
}
