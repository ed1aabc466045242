package dev.winnow.db.table;

import dev.winnow.core.type.Presence;
import dev.winnow.core.type.RecordShape;
import dev.winnow.core.type.Slot;
import dev.winnow.core.type.Union;
import dev.winnow.db.check.CheckRule;
import dev.winnow.db.check.ColumnChecks;
import dev.winnow.db.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays a union out: the discriminator, then each branch's columns, which are null but in the rows of the branch. */
final class UnionLayout {

    private final RowLayout rows;
    private final TableDraft table;

    UnionLayout(RowLayout rows, TableDraft table) {
        this.rows = rows;
        this.table = table;
    }

    Part branches(Union union, Slot slot, Place place) {
        String comment = place.comment().isEmpty() ? union.description() : place.comment();
        Place at = place.under(union.discriminator());
        String quoted = Identifiers.quoted(at.column());
        List<CheckRule> rules = new ArrayList<>();
        rules.add(ColumnChecks.oneOf(
                union.branches().stream().map(Union.Branch::name).toList(), quoted));
        rules.addAll(ColumnChecks.ofPresence(slot.constraints(), quoted + " IS NULL"));
        Column discriminator = SingleLayout.column(table, at, ColumnType.TEXT, comment, slot.presence(), rules);
        // = would be null where the discriminator is
        String is = discriminator.presence() == Presence.REQUIRED ? " = " : " IS NOT DISTINCT FROM ";
        List<Part.Branch> branches = new ArrayList<>();
        for (Union.Branch branch : union.branches()) {
            String condition = "(" + quoted + is + Identifiers.literal(branch.name()) + ")";
            RecordShape record = (RecordShape) branch.shape();
            Place own = place.under(branch.name())
                    .withPath(place.path() + "<" + branch.javaType().getSimpleName() + ">")
                    .withComment("")
                    .when(condition);
            branches.add(new Part.Branch(branch.name(), rows.fields(record, Optional.empty(), own)));
        }
        return new Part.Branches(discriminator, union.discriminator(), branches);
    }
}
