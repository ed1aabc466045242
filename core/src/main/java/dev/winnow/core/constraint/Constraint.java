package dev.winnow.core.constraint;

import java.util.List;
import java.util.Optional;

/**
 * One constraint of the default group, as declared; the parts of a composed constraint are constraints of their own.
 *
 * @param name the simple name of its annotation, as violations carry it
 * @param rules what it means; empty where only words can tell
 * @param message its message as a sentence, where it says more than the rules: one of the developer's own, or the only words
 * @param sql from {@link SqlCheck}, attributes filled in: what remains in braces is <code>{column}</code> or the Java name of a
 *     component
 */
public record Constraint(String name, List<Rule> rules, Optional<String> message, Optional<String> sql) {

    /** Copies the rules. */
    public Constraint {
        rules = List.copyOf(rules);
    }
}
