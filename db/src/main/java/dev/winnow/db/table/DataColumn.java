package dev.winnow.db.table;

/**
 * A column that holds something of the record.
 *
 * @param value reads what JDBC is to bind from the record, or the list element, that the table's row stands for
 */
record DataColumn(Column column, ValueReader value) {}
