package dev.winnow.db.store;

import dev.winnow.core.validation.Violation;
import java.util.List;

/**
 * A document whose record of then is not valid now; it has no row.
 *
 * @param path its source, the first if there are several
 * @param violations why, not empty; the rule {@code sql:<constraint>} is the database's
 */
public record Unfit(String path, List<Violation> violations) {

    /** Copies the violations. */
    public Unfit {
        violations = List.copyOf(violations);
    }

    static Unfit refused(String path, RuntimeException cause) {
        return new Unfit(path, List.of(Refusal.violation(cause)));
    }
}
