package dev.winnow.db.table;

/**
 * A CHECK constraint.
 *
 * @param name unique in its table, unquoted
 */
public record Check(String name, String expression) {}
