package dev.winnow.db.table;

import dev.winnow.core.constraint.Constraint;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.Property;
import dev.winnow.core.type.RecordShape;
import dev.winnow.core.type.Slot;
import dev.winnow.db.check.CheckRule;
import dev.winnow.db.check.ColumnChecks;
import dev.winnow.db.check.SqlPlaces;
import dev.winnow.db.sql.Identifiers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The CHECKs that a developer's own constraints bring along in SQL. They pass where the record they are declared in is null. */
final class SqlChecks {

    private final TableDraft table;
    private final Map<String, String> columns = new HashMap<>();

    private SqlChecks(TableDraft table) {
        this.table = table;
    }

    /** Those of a record's components, then those of the record as a whole. */
    static void ofRecord(TableDraft table, RecordShape record, Part.Fields parts, Place place) {
        SqlChecks checks = new SqlChecks(table);
        List<Property> properties = record.properties();
        for (int i = 0; i < properties.size(); i++) {
            String component = properties.get(i).accessor().getName();
            mainColumn(parts.fields().get(i).part()).ifPresent(column -> checks.columns.put(component, column));
        }
        for (int i = 0; i < properties.size(); i++) {
            Optional<String> own = mainColumn(parts.fields().get(i).part());
            checks.add(properties.get(i).constraints(), own, place.of(properties.get(i)));
        }
        checks.add(record.constraints(), Optional.empty(), place);
    }

    /** Those of a list's element, or of a map's key or value. */
    static void ofElement(TableDraft table, Slot slot, Part part, Place place) {
        new SqlChecks(table).add(slot.constraints(), mainColumn(part), place);
    }

    private void add(List<Constraint> constraints, Optional<String> own, Place at) {
        for (Constraint constraint : constraints) {
            constraint.sql().ifPresent(sql -> add(constraint, sql, own, at));
        }
    }

    private void add(Constraint constraint, String sql, Optional<String> own, Place at) {
        Optional<String> unknown = SqlPlaces.unknown(sql, name -> column(name, own));
        Optional<String> mistake = unknown.map(name -> "{" + name + "}, which is no component with a column of its own")
                .or(() -> SqlPlaces.mistake(sql));
        if (mistake.isPresent()) {
            table.problem(
                    ProblemCode.SQL_CHECK,
                    at.path(),
                    "the SQL of @" + constraint.name() + " has " + mistake.get(),
                    "it must be one boolean expression over {column} or components");
            return;
        }
        String expression = SqlPlaces.filled(sql, name -> column(name, own));
        String guarded = at.condition()
                .map(condition -> "NOT " + condition + " OR (" + expression + ")")
                .orElse(expression);
        table.check(at.column(), new CheckRule(ColumnChecks.name(constraint), guarded));
    }

    private Optional<String> column(String name, Optional<String> own) {
        return name.equals(SqlPlaces.COLUMN) && own.isPresent() ? own : Optional.ofNullable(columns.get(name));
    }

    private static Optional<String> mainColumn(Part part) {
        Optional<Column> column = part instanceof Part.Single single
                ? Optional.of(single.ownColumns().get(0))
                : part instanceof Part.Json json ? Optional.of(json.column()) : Optional.empty();
        return column.map(Column::name).map(Identifiers::quoted);
    }
}
