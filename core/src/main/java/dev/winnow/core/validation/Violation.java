package dev.winnow.core.validation;

/**
 * One way in which a reply breaks the declaration.
 *
 * @param path the place in the reply, as {@code credits[0].name}; empty for the whole
 * @param rule the simple name of a constraint, or one of the rules of {@link RecordReader}
 * @param message what would be right, without any of the reply
 */
public record Violation(String path, String rule, String message) {}
