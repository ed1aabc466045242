package dev.winnow.db.table;

import dev.winnow.core.constraint.Constraint;
import dev.winnow.core.type.Presence;
import dev.winnow.core.type.Property;
import dev.winnow.core.type.RecordShape;
import dev.winnow.core.type.Shape;
import dev.winnow.core.type.Slot;
import dev.winnow.core.type.Union;
import dev.winnow.db.check.CheckRule;
import dev.winnow.db.check.ColumnChecks;
import dev.winnow.db.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays the shapes of one row out: nested records in the same row, lists and maps in tables of their own. */
final class RowLayout {

    private static final String PRESENT = "present";

    private final TableDraft table;

    RowLayout(TableDraft table) {
        this.table = table;
    }

    /** What a slot holds, at its place. */
    Part part(Slot slot, Place place) {
        Optional<String> reason = JsonShapes.reason(slot.shape());
        if (reason.isPresent()) {
            return new SingleLayout(table, slot, place).json(reason.get());
        } else if (slot.shape() instanceof RecordShape record) {
            return nested(record, slot, place);
        } else if (slot.shape() instanceof Union union) {
            return new UnionLayout(this, table).branches(union, slot, place);
        } else if (slot.shape() instanceof Shape.ListOf list) {
            return list(list, slot, place);
        } else if (slot.shape() instanceof Shape.MapOf map) {
            return map(map, slot, place);
        }
        return new SingleLayout(table, slot, place).single();
    }

    /** A record that is there whenever its place's condition holds. */
    Part.Fields fields(RecordShape record, Optional<Column> present, Place place) {
        List<Part.Field> fields = new ArrayList<>();
        for (Property property : record.properties()) {
            fields.add(new Part.Field(property.name(), part(property.slot(), place.of(property))));
        }
        Part.Fields laidOut = new Part.Fields(present, fields);
        SqlChecks.ofRecord(table, record, laidOut, place);
        return laidOut;
    }

    private Part nested(RecordShape record, Slot slot, Place place) {
        if (slot.presence() == Presence.REQUIRED) {
            return fields(record, Optional.empty(), place);
        }
        String comment = place.comment().isEmpty() ? record.description() : place.comment();
        Column present = present(slot.constraints(), place.withComment(comment));
        return fields(record, Optional.of(present), place.withComment("").when(Identifiers.quoted(present.name())));
    }

    private Part list(Shape.ListOf list, Slot slot, Place place) {
        Slot element = list.element();
        Optional<Column> present = presentUnlessRequired(slot, place);
        TableDraft child = table.child(place, said(place, element.shape()));
        Place row = Place.row(place.path() + "[]");
        boolean inColumn = !(element.shape() instanceof RecordShape) && !(element.shape() instanceof Union);
        Place at = inColumn ? row.under(TypeTables.VALUE) : row;
        Part part = new RowLayout(child).part(element, at);
        SqlChecks.ofElement(child, element, part, at);
        return new Part.Rows(present, child.table(part));
    }

    private Part map(Shape.MapOf map, Slot slot, Place place) {
        Optional<Column> present = presentUnlessRequired(slot, place);
        TableDraft child = table.child(place, said(place, map.value().shape()));
        RowLayout entries = new RowLayout(child);
        Place row = Place.row(place.path() + "[]");
        Part.Field key = entries.entry(Shape.MapOf.KEY, map.key(), row, child);
        Part.Field value = entries.entry(Shape.MapOf.VALUE, map.value(), row, child);
        if (UniqueKeys.isPossible(map.key())) {
            child.unique(key.part().columns().map(Column::name).toList());
        }
        return new Part.Rows(present, child.table(new Part.Fields(Optional.empty(), List.of(key, value))));
    }

    private Part.Field entry(String name, Slot slot, Place row, TableDraft child) {
        Place place = row.under(name).withPath(row.path() + "." + name);
        Part part = part(slot, place);
        SqlChecks.ofElement(child, slot, part, place);
        return new Part.Field(name, part);
    }

    private static String said(Place place, Shape element) {
        String description = element instanceof RecordShape record
                ? record.description()
                : element instanceof Union union ? union.description() : "";
        return (place.comment() + " " + description).strip();
    }

    private Optional<Column> presentUnlessRequired(Slot slot, Place place) {
        return slot.presence() == Presence.REQUIRED
                ? Optional.empty()
                : Optional.of(present(slot.constraints(), place));
    }

    /** The column that tells null from a record of nulls, or from an empty list. */
    private Column present(List<Constraint> constraints, Place place) {
        String name = place.columnUnder(PRESENT);
        String quoted = Identifiers.quoted(name);
        List<CheckRule> rules = new ArrayList<>();
        place.condition().ifPresent(outer -> rules.add(new CheckRule("presence", outer + " OR NOT " + quoted)));
        rules.addAll(ColumnChecks.ofPresence(constraints, "NOT " + quoted));
        return table.add(
                place.path(),
                new Column(name, ColumnType.BOOLEAN, Presence.REQUIRED, place.comment(), List.of()),
                rules);
    }
}
