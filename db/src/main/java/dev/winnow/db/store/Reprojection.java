package dev.winnow.db.store;

import dev.winnow.core.type.RecordType;
import dev.winnow.core.validation.Read;
import dev.winnow.db.connect.DatabaseException;
import dev.winnow.db.projection.ProjectedRecord;
import dev.winnow.db.projection.Projection;
import dev.winnow.db.store.NewestExtractions.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the typed rows of one record type again from its extractions, those of older declarations too, and asks no model. Every
 * document with a current source gets the row of the newest run that extracted it. Transactions are short; what was stopped
 * midway can be done again.
 */
public final class Reprojection {

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RecordType<?> type;
    private final Projection projection;
    private final NewestExtractions extractions;
    private final StoredRecords records;
    private final List<Unfit> unfit = new ArrayList<>();
    private long rows;

    private Reprojection(DataSource dataSource, RecordType<?> type) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        this.type = type;
        this.projection = Projection.of(type);
        this.extractions = new NewestExtractions(jdbc, type);
        this.records = new StoredRecords(type);
    }

    /** How many documents {@link #run} will look at. */
    public static long count(DataSource dataSource, RecordType<?> type) {
        return Tried.to(
                "Counting extractions", () -> new NewestExtractions(JdbcClient.create(dataSource), type).count());
    }

    /**
     * Does it. The type's tables must be as it declares them.
     *
     * @param stopped asked before each transaction
     * @param done told after each how many documents are done
     * @throws TypeTakenException while a run works on the type, or another reprojection
     */
    public static Reprojected run(
            DataSource dataSource, RecordType<?> type, BooleanSupplier stopped, LongConsumer done) {
        Connection connection;
        try {
            connection = dataSource.getConnection();
        } catch (SQLException e) {
            throw DatabaseException.of("Connecting for the type's lock", e);
        }
        try {
            JdbcClient own = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            return Tried.to("Writing typed rows again", () -> {
                TypeLocks.takeAlone(own, type.name());
                return new Reprojection(dataSource, type).all(own, stopped, done);
            });
        } finally {
            RunLock.release(connection);
        }
    }

    private Reprojected all(JdbcClient lock, BooleanSupplier stopped, LongConsumer done) {
        fenceOffTheLost();
        transaction.executeWithoutResult(
                status -> MissingRows.removeGone(jdbc, new JdbcTemplate(dataSource), type, projection));
        String after = "";
        while (!stopped.getAsBoolean()) {
            // whoever lost the connection has lost the lock
            lock.sql("SELECT 1").query(Integer.class).single();
            List<Stored> page = extractions.page(after);
            if (page.isEmpty()) {
                return result(true);
            }
            write(page);
            after = page.get(page.size() - 1).document();
            done.accept(rows + unfit.size());
        }
        return result(false);
    }

    private Reprojected result(boolean complete) {
        return new Reprojected(
                rows, unfit.stream().sorted(Comparator.comparing(Unfit::path)).toList(), complete);
    }

    /** A run that holds no lock is dead, or stalled and must not wake up to write between what is written here. */
    private void fenceOffTheLost() {
        jdbc.sql("UPDATE winnow.run SET epoch = epoch + 1 WHERE state = 'RUNNING' AND ? = ANY (types)")
                .param(type.name())
                .update();
    }

    private void write(List<Stored> page) {
        List<ProjectedRecord> fit = new ArrayList<>();
        List<Unfit> broken = new ArrayList<>();
        List<String> leaving = new ArrayList<>();
        for (Stored stored : page) {
            Read read = records.read(stored.record(), stored.reachedAt());
            if (read instanceof Read.Valid valid) {
                fit.add(new ProjectedRecord(stored.document(), stored.id(), stored.run(), valid.value()));
            } else {
                broken.add(new Unfit(stored.path(), ((Read.Broken) read).violations()));
                leaving.add(stored.document());
            }
        }
        try {
            write(fit, leaving);
            rows += fit.size();
            unfit.addAll(broken);
        } catch (DataAccessException e) {
            if (!Refusal.is(e)) {
                throw e;
            }
            refused(page, e);
        }
    }

    /** One by one, so that a row which the database refuses costs only itself. */
    private void refused(List<Stored> page, DataAccessException cause) {
        if (page.size() > 1) {
            page.forEach(stored -> write(List.of(stored)));
            return;
        }
        Stored stored = page.get(0);
        write(List.of(), List.of(stored.document()));
        unfit.add(Unfit.refused(stored.path(), cause));
    }

    private void write(List<ProjectedRecord> fit, List<String> leaving) {
        transaction.executeWithoutResult(status -> new JdbcTemplate(dataSource)
                .execute((ConnectionCallback<Boolean>) connection -> {
                    projection.remove(connection, leaving);
                    projection.write(connection, fit);
                    return true;
                }));
    }
}
