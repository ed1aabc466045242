package dev.winnow.db.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps a runner that was taken over from writing: called first in every transaction that writes for a run. */
final class Fence {

    private Fence() {}

    static void check(JdbcClient jdbc, Run run) {
        boolean ours = jdbc.sql("SELECT epoch = ? FROM winnow.run WHERE id = ? FOR SHARE")
                .params(run.epoch(), run.id())
                .query(Boolean.class)
                .single();
        if (!ours) {
            throw new RunLostException(run);
        }
    }
}
