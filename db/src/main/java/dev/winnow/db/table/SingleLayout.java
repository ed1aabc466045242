package dev.winnow.db.table;

import dev.winnow.core.type.Presence;
import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.Shape;
import dev.winnow.core.type.Slot;
import dev.winnow.db.check.CheckRule;
import dev.winnow.db.check.ColumnChecks;
import dev.winnow.db.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;

/** Lays a value out that has a column of its own. */
final class SingleLayout {

    private final TableDraft table;
    private final Slot slot;
    private final Place place;
    private final String quoted;

    SingleLayout(TableDraft table, Slot slot, Place place) {
        this.table = table;
        this.slot = slot;
        this.place = place;
        this.quoted = Identifiers.quoted(place.column());
    }

    Part single() {
        List<CheckRule> rules = ColumnChecks.of(slot.shape(), slot.constraints(), quoted);
        Column column = column(ColumnType.of(slot.shape()), place.comment(), rules);
        boolean withOffset =
                slot.shape() instanceof Shape.Scalar scalar && scalar.kind() == ScalarKind.OFFSET_DATE_TIME;
        return new Part.Single(slot.shape(), withOffset ? List.of(column, offset()) : List.of(column));
    }

    Part json(String reason) {
        String comment = (place.comment() + " JSON as in the reply, for " + reason + ".").strip();
        return new Part.Json(
                column(ColumnType.JSONB, comment, ColumnChecks.ofPresence(slot.constraints(), quoted + " IS NULL")),
                reason);
    }

    /** A column of what may be null, or is null where its owner is: what the owner requires is there if the owner is. */
    static Column column(
            TableDraft table, Place place, ColumnType type, String comment, Presence presence, List<CheckRule> own) {
        String name = Identifiers.quoted(place.column());
        List<CheckRule> rules = new ArrayList<>();
        place.condition()
                .map(condition -> presence == Presence.REQUIRED
                        ? condition + " = (" + name + " IS NOT NULL)"
                        : condition + " OR " + name + " IS NULL")
                .ifPresent(expression -> rules.add(new CheckRule("presence", expression)));
        rules.addAll(own);
        Presence inTable = place.condition().isPresent() ? Presence.NULLABLE : presence;
        return table.add(place.path(), new Column(place.column(), type, inTable, comment, List.of()), rules);
    }

    private Column column(ColumnType type, String comment, List<CheckRule> rules) {
        return column(table, place, type, comment, slot.presence(), rules);
    }

    private Column offset() {
        Place at = place.under("offset");
        String name = Identifiers.quoted(at.column());
        boolean always =
                slot.presence() == Presence.REQUIRED && place.condition().isEmpty();
        List<CheckRule> rules = new ArrayList<>();
        if (!always) {
            rules.add(new CheckRule("presence", "(" + quoted + " IS NULL) = (" + name + " IS NULL)"));
        }
        rules.add(new CheckRule("range", name + " BETWEEN interval '-18:00' AND interval '18:00'"));
        return table.add(
                place.path(),
                new Column(
                        at.column(),
                        ColumnType.INTERVAL,
                        always ? Presence.REQUIRED : Presence.NULLABLE,
                        "The offset from UTC with which " + place.column() + " is written.",
                        List.of()),
                rules);
    }
}
