package dev.winnow.db.store;

import dev.winnow.core.type.RecordType;
import dev.winnow.core.validation.Read;
import dev.winnow.db.projection.ProjectedRecord;
import dev.winnow.db.projection.Projection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which typed rows are there without a source, and which are missing although there is one. */
final class MissingRows {

    private static final int AT_A_TIME = 500;

    /**
     * Some documents without a row.
     *
     * @param records those that are valid now, with the paths of their documents in {@code paths}
     * @param misfits the others
     */
    record Page(RecordType<?> type, List<ProjectedRecord> records, List<String> paths, List<Misfit> misfits) {}

    /** An extraction whose record is not valid now. */
    record Misfit(long extraction, Unfit unfit) {}

    private record Stored(long id, String document, long run, String record, Instant reachedAt, String path) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Run run;
    private final List<RecordType<?>> types;
    private final Map<String, Projection> projections;

    MissingRows(
            JdbcClient jdbc,
            JdbcTemplate batches,
            Run run,
            List<RecordType<?>> types,
            Map<String, Projection> projections) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.run = run;
        this.types = types;
        this.projections = projections;
    }

    /** Removes the rows of documents without a current source. */
    void removeGone() {
        for (RecordType<?> type : types) {
            removeGone(jdbc, batches, type, Objects.requireNonNull(projections.get(type.name())));
        }
    }

    static void removeGone(JdbcClient jdbc, JdbcTemplate batches, RecordType<?> type, Projection projection) {
        String after = "";
        List<String> gone = gone(jdbc, type, after);
        while (!gone.isEmpty()) {
            List<String> page = gone;
            batches.execute((ConnectionCallback<Boolean>) connection -> {
                projection.remove(connection, page);
                return true;
            });
            after = page.get(page.size() - 1);
            gone = gone(jdbc, type, after);
        }
    }

    private static List<String> gone(JdbcClient jdbc, RecordType<?> type, String after) {
        return jdbc.sql("SELECT t.document_id FROM records.\"" + type.name()
                        + "\" t WHERE t.document_id > ? AND NOT EXISTS (SELECT 1 FROM winnow.source s"
                        + " WHERE s.document_id = t.document_id AND s.until IS NULL) ORDER BY t.document_id LIMIT "
                        + AT_A_TIME)
                .param(after)
                .query(String.class)
                .list();
    }

    /** Hands out what is missing, some at a time. */
    void pages(Consumer<Page> consumer) {
        for (RecordType<?> type : types) {
            StoredRecords reader = new StoredRecords(type);
            long after = 0;
            List<Stored> page = page(type, after);
            while (!page.isEmpty()) {
                consumer.accept(records(type, reader, page));
                after = page.get(page.size() - 1).id();
                page = page(type, after);
            }
        }
    }

    private List<Stored> page(RecordType<?> type, long after) {
        return jdbc.sql(
                        "SELECT e.id, e.document_id, e.run_id, e.record, e.reached_at, (SELECT coalesce(min(s.path), '') FROM"
                                + " winnow.source s WHERE s.document_id = e.document_id AND s.until IS NULL)"
                                + " FROM winnow.run_document d"
                                + " JOIN winnow.extraction e ON e.id = d.extraction_id"
                                + " WHERE d.run_id = ? AND d.outcome = 'EXTRACTED' AND e.record_type = ? AND e.id > ?"
                                + " AND e.record IS NOT NULL"
                                + " AND NOT EXISTS (SELECT 1 FROM records.\"" + type.name()
                                + "\" t WHERE t.document_id = e.document_id) ORDER BY e.id LIMIT " + AT_A_TIME)
                .params(run.id(), type.name(), after)
                .query((row, n) -> new Stored(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getString(6)))
                .list();
    }

    private static Page records(RecordType<?> type, StoredRecords reader, List<Stored> page) {
        List<ProjectedRecord> records = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        List<Misfit> misfits = new ArrayList<>();
        for (Stored stored : page) {
            Read read = reader.read(stored.record(), stored.reachedAt());
            if (read instanceof Read.Valid valid) {
                records.add(new ProjectedRecord(stored.document(), stored.id(), stored.run(), valid.value()));
                paths.add(stored.path());
            } else {
                misfits.add(new Misfit(stored.id(), new Unfit(stored.path(), ((Read.Broken) read).violations())));
            }
        }
        return new Page(type, records, paths, misfits);
    }
}
