package dev.winnow.db.store;

import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.json.StrictJson;
import dev.winnow.db.connect.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Begins, continues and ends runs. Thread-safe. */
public final class RunStore {

    private final DataSource dataSource;

    /** Works on {@code dataSource}. */
    public RunStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Continues the newest unfinished run of the same command, or begins one. The run is this process's until the lock is
     * closed; calls that a dead predecessor left in flight become {@code UNCONFIRMED}.
     *
     * @param runner names this process to others
     * @throws RunTakenException if a living process works on it
     * @throws TypeTakenException while the rows of one of its types are written again
     */
    public RunLock begin(RunRequest request, String runner) {
        Connection connection;
        try {
            connection = dataSource.getConnection();
        } catch (SQLException e) {
            throw DatabaseException.of("Connecting for the run's lock", e);
        }
        var own = new SingleConnectionDataSource(connection, true);
        try {
            JdbcClient jdbc = JdbcClient.create(own);
            Run run = new TransactionTemplate(new DataSourceTransactionManager(own))
                    .execute(status -> take(jdbc, request, runner));
            return new RunLock(dataSource, run, request.recipe().typeNames(), connection);
        } catch (RunTakenException | TypeTakenException e) {
            RunLock.release(connection);
            throw e;
        } catch (DataAccessException | TransactionException e) {
            RunLock.release(connection);
            throw Tried.failure("Beginning a run", e);
        }
    }

    /**
     * Ends a run; {@code stopReason} is empty when there is nothing left to do. Calls still in flight become {@code UNCONFIRMED}
     * until their answers come. A run that has ended stays as it is: whether its end was written could not be told.
     *
     * @return how many calls those are
     * @throws RunLostException if another process has taken the run over
     */
    public int end(Run run, Optional<String> stopReason, long journalHits) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        return Tried.to(
                "Ending a run",
                () -> held(run, Fence::checkAlone, () -> {
                    int inFlight = unconfirmed(jdbc, run.id());
                    jdbc.sql("""
                            UPDATE winnow.run SET state = ?, stop_reason = ?, ended_at = now(), journal_hits = journal_hits + ?
                            WHERE id = ? AND state = 'RUNNING'""")
                            .param(stopReason.isPresent() ? "STOPPED" : "FINISHED")
                            .param(stopReason.orElse(null))
                            .param(journalHits)
                            .param(run.id())
                            .update();
                    return inFlight;
                }));
    }

    /**
     * Does {@code work} in a transaction during which no other process can take the run over.
     *
     * @throws RunLostException if one has; then nothing is done
     */
    public void whileHeld(Run run, Runnable work) {
        held(run, Fence::check, () -> {
            work.run();
            return true;
        });
    }

    private <T> T held(Run run, BiConsumer<JdbcClient, Run> fence, Supplier<T> work) {
        return Objects.requireNonNull(
                new TransactionTemplate(new DataSourceTransactionManager(dataSource)).execute(status -> {
                    fence.accept(JdbcClient.create(dataSource), run);
                    return work.get();
                }));
    }

    private static int unconfirmed(JdbcClient jdbc, long run) {
        return jdbc.sql("UPDATE winnow.model_call SET state = 'UNCONFIRMED' WHERE run_id = ? AND state = 'SENT'")
                .param(run)
                .update();
    }

    private static Run take(JdbcClient jdbc, RunRequest request, String runner) {
        String command = request.command();
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("winnow command " + command)
                .query((row, n) -> "")
                .single();
        keep(jdbc, request.recipe());
        Optional<Long> unfinished = jdbc.sql(
                        "SELECT id FROM winnow.run WHERE command = ? AND state <> 'FINISHED' ORDER BY id DESC LIMIT 1")
                .param(command)
                .query(Long.class)
                .optional();
        long id = unfinished.orElseGet(() -> insert(jdbc, request, command));
        if (!RunLock.take(jdbc, id)) {
            String holder = jdbc.sql("SELECT coalesce(runner, 'another process') FROM winnow.run WHERE id = ?")
                    .param(id)
                    .query(String.class)
                    .single();
            throw new RunTakenException(id, holder);
        }
        TypeLocks.share(jdbc, request.recipe().typeNames());
        return resume(jdbc, request, id, runner);
    }

    private static void keep(JdbcClient jdbc, Recipe recipe) {
        jdbc.sql("""
                        INSERT INTO winnow.recipe (fingerprint, types, definition) VALUES (?, ?, ?::jsonb)
                        ON CONFLICT (fingerprint) DO NOTHING""")
                .params(
                        recipe.fingerprint(),
                        recipe.typeNames().toArray(String[]::new),
                        recipe.definition().toString())
                .update();
    }

    private static long insert(JdbcClient jdbc, RunRequest request, String command) {
        return jdbc.sql("INSERT INTO winnow.run (command, types, paths, recipe) VALUES (?, ?, ?, ?) RETURNING id")
                .params(
                        command,
                        request.recipe().typeNames().toArray(String[]::new),
                        request.paths().toArray(String[]::new),
                        request.recipe().fingerprint())
                .query(Long.class)
                .single();
    }

    private static Run resume(JdbcClient jdbc, RunRequest request, long id, String runner) {
        int epoch = jdbc.sql("""
                        UPDATE winnow.run
                        SET epoch = epoch + 1, runner = ?, recipe = ?, labels = ?::jsonb, state = 'RUNNING', stop_reason = NULL,
                            ended_at = NULL
                        WHERE id = ? RETURNING epoch""")
                .params(
                        runner,
                        request.recipe().fingerprint(),
                        StrictJson.mapper().valueToTree(request.labels()).toString(),
                        id)
                .query(Integer.class)
                .single();
        unconfirmed(jdbc, id);
        return new Run(id, epoch);
    }
}
