package dev.winnow.db.migrate;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table as PostgreSQL has it.
 *
 * @param comment or empty
 * @param columns by name, in their order
 * @param constraints by name: primary key, UNIQUE, foreign keys and CHECKs
 * @param indexes their definitions without their names; those that hold up constraints are left out
 */
record BuiltTable(
        String name,
        String comment,
        Map<String, Column> columns,
        Map<String, Constraint> constraints,
        Set<String> indexes) {

    /** A column, its type as {@code format_type} writes it. */
    record Column(String name, String type, boolean notNull, String comment) {}

    /** What a constraint is. */
    enum Kind {
        PRIMARY_KEY,
        UNIQUE,
        FOREIGN_KEY,
        CHECK
    }

    /**
     * A constraint.
     *
     * @param definition as PostgreSQL writes it; of a CHECK only the expression
     * @param columns of this table that it is about
     * @param target the name of the table that a foreign key refers to, else empty
     */
    record Constraint(String name, Kind kind, String definition, List<String> columns, String target) {}

    /** Those of a kind. */
    List<Constraint> constraints(Kind kind) {
        return constraints.values().stream().filter(one -> one.kind() == kind).toList();
    }

    List<String> primaryKey() {
        return constraints(Kind.PRIMARY_KEY).stream()
                .findFirst()
                .map(Constraint::columns)
                .orElse(List.of());
    }
}
