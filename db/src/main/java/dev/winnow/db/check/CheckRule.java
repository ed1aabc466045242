package dev.winnow.db.check;

/**
 * What a CHECK says, before it has its name.
 *
 * @param name the last part of the CHECK's name, as {@code digits}
 * @param expression over the quoted column
 */
public record CheckRule(String name, String expression) {}
