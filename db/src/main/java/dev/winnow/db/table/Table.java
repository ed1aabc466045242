package dev.winnow.db.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One table and those below it.
 *
 * @param name unquoted, without the schema
 * @param comment the description, or empty
 * @param rows reads the list whose elements are the rows from the owner's row; null where there is none
 * @param children one table per list in this table's rows
 */
record Table(String name, String comment, Keys keys, List<DataColumn> data, ValueReader rows, List<Table> children) {

    Table {
        data = List.copyOf(data);
        children = List.copyOf(children);
    }

    /** Keys and lineage, then data. */
    List<Column> columns() {
        return Stream.concat(keys.columns().stream(), data.stream().map(DataColumn::column))
                .toList();
    }

    /** This table and all below it, owners first. */
    List<Table> all() {
        List<Table> all = new ArrayList<>();
        all.add(this);
        children.forEach(child -> all.addAll(child.all()));
        return all;
    }

    /** The name with its schema, quoted where it must be. */
    String qualified() {
        return Identifiers.inRecords(name);
    }
}
