package dev.winnow.db.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One table and those below it.
 *
 * @param name unquoted, without the schema
 * @param comment the description, or empty
 * @param keys key and lineage, in front of the data; the primary key comes first
 * @param primaryKey names of the first of {@code keys}
 * @param indexed columns with an index of their own
 * @param rows reads the list whose elements are the rows from the owner's row; null where there is none
 * @param children one table per list in this table's rows
 */
record Table(
        String name,
        String comment,
        List<Column> keys,
        List<String> primaryKey,
        List<ForeignKey> foreignKeys,
        List<String> indexed,
        List<DataColumn> data,
        ValueReader rows,
        List<Table> children) {

    Table {
        keys = List.copyOf(keys);
        primaryKey = List.copyOf(primaryKey);
        foreignKeys = List.copyOf(foreignKeys);
        indexed = List.copyOf(indexed);
        data = List.copyOf(data);
        children = List.copyOf(children);
    }

    /** Keys, then data. */
    List<Column> columns() {
        return Stream.concat(keys.stream(), data.stream().map(DataColumn::column))
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
