package dev.winnow.db.store;

import dev.winnow.core.extraction.Extraction;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.db.connect.DatabaseException;
import dev.winnow.db.store.RunTasks.OtherRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes outcomes: the extraction, its calls, the run's document and the typed rows, all in one transaction. Thread-safe. */
public final class ExtractionStore {

    /** Another run with the same recipe was faster with this document: its extraction counts here too. */
    private static final Set<String> SETTLED_ELSEWHERE = Set.of("extraction_attempt_once", "extraction_extracted_once");

    private static final String WRITING_ONE = "Writing an extraction";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ExtractionTable table;
    private final Run run;

    /** Writes for one run and recipe. */
    public ExtractionStore(DataSource dataSource, Run run, Recipe recipe) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        this.table = new ExtractionTable(dataSource, run, recipe);
        this.run = run;
    }

    /**
     * Writes a group. A row that the database refuses costs only itself: the group is written again one by one, and the
     * refused one becomes {@code INVALID} with rule {@code sql:<constraint>}.
     *
     * @return the group as it was written
     */
    public List<Settled> write(List<Settled> group) {
        try {
            write(() -> table.insert(group));
            return group;
        } catch (DataAccessException | TransactionException e) {
            if (!Refusal.is(e)) {
                throw Tried.failure("Writing extractions", e);
            }
        }
        List<Settled> written = new ArrayList<>();
        for (Settled one : group) {
            written.add(alone(one));
        }
        return written;
    }

    /**
     * Brings the typed tables in line with the sources: rows without a current source go, and those of documents that this run
     * has settled with an earlier extraction return. A record that is not valid now, or that the tables refuse, stays without
     * a row and costs only itself.
     *
     * @param others with {@link OtherRecipe#REDO} such records are given up, and their documents are without an outcome again
     */
    public Restored projectMissing(OtherRecipe others) {
        return Tried.to(
                "Restoring typed rows",
                () -> new RowRestorer(
                                table,
                                statements -> transaction.executeWithoutResult(status -> {
                                    Fence.check(jdbc, run);
                                    statements.run();
                                }))
                        .restore(others));
    }

    private Settled alone(Settled one) {
        try {
            write(() -> table.insert(List.of(one)));
            return one;
        } catch (DataAccessException | TransactionException e) {
            if (DatabaseException.constraint(e)
                    .filter(SETTLED_ELSEWHERE::contains)
                    .isPresent()) {
                Tried.to(WRITING_ONE, () -> write(() -> table.adopt(one)));
                return one;
            }
            Optional<Settled> refused = Refusal.is(e) ? refused(one, e) : Optional.empty();
            if (refused.isEmpty()) {
                throw Tried.failure(WRITING_ONE, e);
            }
            Tried.to(WRITING_ONE, () -> write(() -> table.insert(List.of(refused.get()))));
            return refused.get();
        }
    }

    private static Optional<Settled> refused(Settled one, RuntimeException cause) {
        if (!(one.reached().outcome() instanceof Outcome.Extracted)) {
            return Optional.empty();
        }
        Extraction.Reached reached = one.reached();
        Outcome invalid = new Outcome.Invalid(List.of(Refusal.violation(cause)));
        return Optional.of(new Settled(
                new Extraction.Reached(
                        reached.document(), invalid, reached.calls(), reached.passages(), reached.leftOut()),
                one.attempt()));
    }

    private void write(Runnable statements) {
        transaction.executeWithoutResult(status -> {
            Fence.checkForFewRows(jdbc, run);
            statements.run();
        });
    }
}
