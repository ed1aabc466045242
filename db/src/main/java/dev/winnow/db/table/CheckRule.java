package dev.winnow.db.table;

/**
 * What a CHECK says, before it has its name.
 *
 * @param name the last part of the CHECK's name, as {@code digits}
 * @param expression over the quoted column
 */
record CheckRule(String name, String expression) {}
