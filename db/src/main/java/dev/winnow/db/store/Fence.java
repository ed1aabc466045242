package dev.winnow.db.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps a runner that was taken over from writing: called first in every transaction that writes for a run. */
final class Fence {

    private Fence() {}

    static void check(JdbcClient jdbc, Run run) {
        check(jdbc, run, "SELECT epoch = ? FROM winnow.run WHERE id = ? FOR SHARE");
    }

    /**
     * Likewise, for a transaction that changes the run's row and others: it waits here for those that hold the row shared, not
     * later, when they may wait for it.
     */
    static void checkAlone(JdbcClient jdbc, Run run) {
        check(jdbc, run, "SELECT epoch = ? FROM winnow.run WHERE id = ? FOR NO KEY UPDATE");
    }

    /**
     * Likewise, for a transaction that is repeated all the time and looks for few rows. Its statements are planned while the
     * tables are small, when reading all of a table is the cheapest; the plans would be kept while the tables grow, until
     * PostgreSQL analyzes them, a minute or more later.
     */
    static void checkForFewRows(JdbcClient jdbc, Run run) {
        check(jdbc, run, """
                SELECT epoch = ? FROM winnow.run, set_config('enable_seqscan', 'off', true) WHERE id = ? FOR SHARE OF run""");
    }

    private static void check(JdbcClient jdbc, Run run, String sql) {
        boolean ours =
                jdbc.sql(sql).params(run.epoch(), run.id()).query(Boolean.class).single();
        if (!ours) {
            throw new RunLostException(run);
        }
    }
}
