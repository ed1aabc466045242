package dev.winnow.db.table;

import dev.winnow.db.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One table and, in its row, those below it.
 *
 * @param name unquoted, without the schema
 * @param comment the description, or empty
 * @param row how the record, list element or map entry lies in it
 * @param checks those of more than one column
 */
public record Table(String name, String comment, Keys keys, Part row, List<Check> checks) {

    /** Copies the checks. */
    public Table {
        checks = List.copyOf(checks);
    }

    /** Keys and lineage, then data. */
    public List<Column> columns() {
        return Stream.concat(keys.columns().stream(), row.columns()).toList();
    }

    /** One per list or map in this table's rows. */
    public List<Table> children() {
        return row.tables().toList();
    }

    /** This table and all below it, owners first. */
    public List<Table> all() {
        List<Table> all = new ArrayList<>();
        all.add(this);
        children().forEach(child -> all.addAll(child.all()));
        return all;
    }

    /** The name with its schema, quoted where it must be. */
    public String qualified() {
        return Identifiers.inRecords(name);
    }
}
