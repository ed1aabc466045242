package dev.winnow.db.store;

import dev.winnow.core.validation.Violation;
import dev.winnow.db.connect.DatabaseException;
import java.util.Set;

/** Tells a row that the database refuses for what it holds from a database that cannot be worked with. */
final class Refusal {

    /** SQL state classes: data exceptions and violated constraints. */
    private static final Set<String> STATES = Set.of("22", "23");

    private Refusal() {}

    static boolean is(RuntimeException thrown) {
        return DatabaseException.sqlState(thrown)
                .map(state -> STATES.contains(state.substring(0, 2)))
                .orElse(false);
    }

    /** Its rule is {@code sql:} and the constraint, or the SQL state where none is named. */
    static Violation violation(RuntimeException thrown) {
        return new Violation("", rule(thrown), "is refused by the database");
    }

    private static String rule(RuntimeException thrown) {
        return "sql:"
                + DatabaseException.constraint(thrown)
                        .or(() -> DatabaseException.sqlState(thrown))
                        .orElse("unknown");
    }
}
