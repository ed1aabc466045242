package dev.winnow.db.migrate;

/**
 * One statement of a migration.
 *
 * @param step orders the statements so that they run on full tables
 * @param sql without the semicolon, except in {@link Step#CREATE_TABLE}
 * @param said what it is for, as {@code records.receipt.total: is new}; empty where another statement says it
 */
record Change(Step step, String sql, String said) {

    /** In the order in which they run. */
    enum Step {
        DROP_FOREIGN_KEY,
        DROP_TABLE,
        DROP_CONSTRAINT,
        /** Takes the documents out whose rows would lack a value. */
        EMPTY,
        COLUMN,
        /** Takes the documents out of whose rows one breaks what comes now. */
        REMOVE,
        TIGHTEN,
        KEY,
        FOREIGN_KEY,
        CREATE_TABLE,
        INDEX,
        COMMENT
    }

    /** Whether rows leave their tables. */
    boolean losesRows() {
        return step == Step.EMPTY || step == Step.REMOVE;
    }

    String statement() {
        return step == Step.CREATE_TABLE ? sql : sql + ";\n";
    }
}
