package dev.winnow.db.store;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.Target;
import dev.winnow.core.outcome.OutcomeKind;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a run has still to do. Thread-safe. */
public final class RunTasks {

    /** What to do with documents that another recipe has read. */
    public enum OtherRecipe {
        /** Their extraction counts. */
        KEEP,
        /** They are read again. */
        REDO
    }

    private static final int PAGE = 500;
    private static final String SETTLE = """
            UPDATE winnow.run_document AS d
            SET outcome = e.outcome, extraction_id = e.id,
                origin = CASE WHEN e.recipe <> :recipe THEN 'OTHER_RECIPE' WHEN e.run_id = :run THEN 'THIS_RUN' ELSE 'EARLIER_RUN' END
            FROM (
                SELECT DISTINCT ON (x.document_id) x.document_id, x.id, x.outcome, x.recipe, x.run_id, x.attempt, x.retired_at
                FROM winnow.extraction x
                JOIN winnow.run_document todo ON todo.document_id = x.document_id AND todo.run_id = :run
                WHERE x.recipe = :recipe
                   OR :keep AND x.recipe IN (SELECT fingerprint FROM winnow.recipe WHERE types = CAST(:types AS text[]))
                ORDER BY x.document_id, x.recipe = :recipe DESC,
                         CASE WHEN x.recipe = :recipe THEN x.attempt END DESC, x.run_id DESC, x.attempt DESC) AS e,
                winnow.run AS r
            WHERE d.run_id = :run AND d.document_id = e.document_id AND r.id = :run AND e.retired_at IS NULL
              AND NOT (e.outcome = ANY (:retry) AND (e.run_id <> :run OR NOT e.outcome = ANY (r.retried)
                                                         OR e.recipe <> :recipe OR e.attempt < d.attempt))""";

    /** For those that are not settled: after the last attempt there has been, whatever another run reaches from now on. */
    private static final String ATTEMPT = """
            UPDATE winnow.run_document AS d SET attempt = e.next
            FROM (
                SELECT x.document_id, 1 + max(x.attempt) AS next
                FROM winnow.extraction x
                JOIN winnow.run_document todo ON todo.document_id = x.document_id AND todo.run_id = :run
                WHERE x.recipe = :recipe AND todo.outcome IS NULL
                GROUP BY x.document_id) AS e
            WHERE d.run_id = :run AND d.document_id = e.document_id""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    /** Works on {@code dataSource}. */
    public RunTasks(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    /**
     * Settles the run's documents that have an extraction already: the last attempt under this recipe, else, if those are
     * kept, the newest under another recipe for the same record types. What an earlier process of this run had settled is judged
     * anew, since recipe and wishes may have changed. Retired extractions settle nothing.
     *
     * @param retry outcomes that are not settled but attempted once more; those this run has retried before are settled, unless
     *     it was stopped before the attempt came to its end
     */
    public void settleEarlier(Run run, Recipe recipe, OtherRecipe others, Set<OutcomeKind> retry) {
        String[] again = retry.stream().map(OutcomeKind::name).toArray(String[]::new);
        Tried.to(
                "Looking for earlier extractions",
                () -> transaction.executeWithoutResult(status -> {
                    Fence.check(jdbc, run);
                    unsettle(run);
                    jdbc.sql(SETTLE)
                            .param("run", run.id())
                            .param("recipe", recipe.fingerprint())
                            .param("keep", others == OtherRecipe.KEEP)
                            .param("types", recipe.typeNames().toArray(String[]::new))
                            .param("retry", again)
                            .update();
                    jdbc.sql(ATTEMPT)
                            .param("run", run.id())
                            .param("recipe", recipe.fingerprint())
                            .update();
                    jdbc.sql("UPDATE winnow.run SET retried = retried || CAST(? AS text[]) WHERE id = ?")
                            .params(again, run.id())
                            .update();
                }));
    }

    /** Whether {@code run} had a document answered by the endpoint and model of {@code target} under this recipe. */
    public boolean answeredInRun(Run run, Recipe recipe, Target target) {
        return answered(
                recipe,
                target.endpoint(),
                "AND e.run_id = ? AND c.run_id = e.run_id AND c.model = ?",
                run.id(),
                target.model().name());
    }

    /** Whether the endpoint ever answered for a document under this recipe. */
    public boolean answeredEver(Recipe recipe, Endpoint endpoint) {
        return answered(recipe, endpoint, "");
    }

    private boolean answered(Recipe recipe, Endpoint endpoint, String more, Object... values) {
        return Tried.to(
                "Looking for earlier answers",
                () -> jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM winnow.extraction e
                        JOIN winnow.extraction_call x ON x.extraction_id = e.id
                        JOIN winnow.model_call c ON c.id = x.call_id
                        WHERE e.recipe = ? AND c.endpoint = ? AND c.endpoint_name = ? AND c.state = 'ANSWERED'
                        """ + more + ")")
                        .params(recipe.fingerprint(), endpoint.identity(), endpoint.name())
                        .params(values)
                        .query(Boolean.class)
                        .single());
    }

    private void unsettle(Run run) {
        jdbc.sql("""
                        UPDATE winnow.run_document SET outcome = NULL, extraction_id = NULL, origin = NULL
                        WHERE run_id = ? AND outcome IS NOT NULL""").param(run.id()).update();
    }

    /** How many documents have no outcome yet. */
    public long count(Run run) {
        return Tried.to(
                "Counting what is left",
                () -> jdbc.sql("SELECT count(*) FROM winnow.run_document WHERE run_id = ? AND outcome IS NULL")
                        .param(run.id())
                        .query(Long.class)
                        .single());
    }

    /** The next pending documents in the order of their ids, after {@code after} (empty for the first); empty after the last. */
    public List<RunTask> pending(Run run, String after) {
        return Tried.to(
                "Looking for what is left",
                // the limit is no parameter: without knowing it PostgreSQL plans for a tenth of all
                () -> jdbc.sql("""
                        SELECT d.id, d.bytes, r.attempt FROM (
                            SELECT document_id, attempt FROM winnow.run_document
                            WHERE run_id = ? AND outcome IS NULL AND document_id > ? ORDER BY document_id LIMIT %d) AS r
                        JOIN winnow.document d ON d.id = r.document_id
                        ORDER BY r.document_id""".formatted(PAGE))
                        .params(run.id(), after)
                        .query((row, n) -> new RunTask(new DocumentId(row.getString(1)), row.getLong(2), row.getInt(3)))
                        .list());
    }
}
