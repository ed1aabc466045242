package dev.winnow.db.store;

import dev.winnow.core.type.RecordType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Of each document with a current source, the extraction by the newest run that read it as one record type, unless retired. */
final class NewestExtractions {

    private static final int AT_A_TIME = 500;

    private static final String CURRENT =
            "e.retired_at IS NULL AND EXISTS (SELECT 1 FROM winnow.source s WHERE s.document_id = e.document_id AND s.until IS NULL)";

    private static final String COUNT = "SELECT count(DISTINCT e.document_id) FROM winnow.extraction e"
            + " WHERE e.outcome = 'EXTRACTED' AND e.record_type = ? AND " + CURRENT;

    private static final String PAGE = """
            SELECT DISTINCT ON (e.document_id) e.document_id, e.id, e.run_id, e.record, e.reached_at,
                   (SELECT min(s.path) FROM winnow.source s WHERE s.document_id = e.document_id AND s.until IS NULL)
            FROM winnow.extraction e
            WHERE e.outcome = 'EXTRACTED' AND e.record_type = ? AND e.document_id > ? AND\s""" + CURRENT + """
             ORDER BY e.document_id, e.run_id DESC, e.id DESC LIMIT\s""" + AT_A_TIME;

    /** An extraction and the first of its document's sources. */
    record Stored(String document, long id, long run, String record, Instant reachedAt, String path) {}

    private final JdbcClient jdbc;
    private final String type;

    NewestExtractions(JdbcClient jdbc, RecordType<?> type) {
        this.jdbc = jdbc;
        this.type = type.name();
    }

    long count() {
        return jdbc.sql(COUNT).param(type).query(Long.class).single();
    }

    /** Some in the order of their documents, which follow {@code after}, empty for the first; empty after the last. */
    List<Stored> page(String after) {
        return jdbc.sql(PAGE)
                .params(type, after)
                .query((row, n) -> new Stored(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getString(6)))
                .list();
    }
}
