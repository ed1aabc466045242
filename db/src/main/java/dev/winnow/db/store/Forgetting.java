package dev.winnow.db.store;

import dev.winnow.core.document.DocumentId;
import dev.winnow.db.sql.Identifiers;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases documents: bytes, replies, request keys, typed rows, records, violations and refusals, paths, and the document's id, which
 * is a hash of its bytes and gives way to a random one. What was done with it stays counted, with tokens and costs, but for a run
 * that has it still to do. A path at which other documents stood stays with those. A file that is still where it was is a new document to the next run. Deleted rows stay in the
 * database's files until PostgreSQL's vacuum, and in backups. Thread-safe.
 */
public final class Forgetting {

    private static final int ID_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String FORGETTING = "Forgetting a document";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    /** Works on {@code dataSource}. */
    public Forgetting(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    /**
     * Forgets a document and all paths at which it was found, in one transaction; nothing where it is not known.
     *
     * @throws DocumentTakenException while a run works on it
     */
    public Forgotten forget(DocumentId document) {
        return committed(true, () -> erase(document.sha256()));
    }

    /** What {@link #forget(DocumentId)} would erase; nothing is. */
    public Forgotten rehearse(DocumentId document) {
        return committed(false, () -> erase(document.sha256()));
    }

    /**
     * Forgets every document that was ever found at {@code path}, wherever else it was found too, and the path, in one transaction.
     *
     * @param path absolute, as a run registered it
     * @throws DocumentTakenException while a run works on one of them
     */
    public Forgotten forget(String path) {
        return committed(true, () -> eraseFoundAt(path));
    }

    /** What {@link #forget(String)} would erase; nothing is. */
    public Forgotten rehearse(String path) {
        return committed(false, () -> eraseFoundAt(path));
    }

    private Forgotten committed(boolean really, Supplier<Forgotten> erasing) {
        return Tried.to(
                FORGETTING,
                () -> transaction.execute(status -> {
                    keepRunsFromRegistering();
                    Forgotten forgotten = erasing.get();
                    if (!really) {
                        status.setRollbackOnly();
                    }
                    return forgotten;
                }));
    }

    private Forgotten eraseFoundAt(String path) {
        Forgotten forgotten = Forgotten.NOTHING;
        List<String> documents = jdbc.sql(
                        "SELECT DISTINCT document_id FROM winnow.source WHERE path = ? ORDER BY document_id")
                .param(path)
                .query(String.class)
                .list();
        for (String document : documents) {
            forgotten = forgotten.plus(erase(document));
        }
        return forgotten.plus(new Forgotten(0, forgetPaths(List.of(path)), 0, 0, 0));
    }

    /** The lock of {@link DocumentStore}: a run that begins meanwhile finds the document either whole or gone. */
    private void keepRunsFromRegistering() {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('winnow sources', 0))")
                .query((row, n) -> "")
                .single();
    }

    private Forgotten erase(String document) {
        // whoever writes a row for it holds a share of this lock
        boolean known = jdbc.sql("SELECT 1 FROM winnow.document WHERE id = ? FOR UPDATE")
                .param(document)
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!known) {
            return Forgotten.NOTHING;
        }
        requireIdle(document);
        String tombstone = tombstone(document);
        List<String> paths = jdbc.sql("SELECT DISTINCT path FROM winnow.source WHERE document_id = ? ORDER BY path")
                .param(document)
                .query(String.class)
                .list();
        long rows = removeRows(document);
        long sources = update("DELETE FROM winnow.source WHERE document_id = ?", document) + forgetPaths(paths);
        long deleted = update("DELETE FROM winnow.run_document WHERE document_id = ? AND outcome IS NULL", document);
        long settled =
                update("UPDATE winnow.run_document SET document_id = ? WHERE document_id = ?", tombstone, document);
        long extractions = update("""
                UPDATE winnow.extraction SET document_id = ?, record = NULL, detail = NULL,
                    retired_at = CASE WHEN outcome = 'EXTRACTED' THEN coalesce(retired_at, now()) ELSE retired_at END
                WHERE document_id = ?""", tombstone, document);
        long calls = update("""
                UPDATE winnow.model_call
                SET document_id = ?, request_key = NULL, request_id = NULL, reply = NULL, erased_at = coalesce(erased_at, now())
                WHERE document_id = ?""", tombstone, document);
        long documents = update("DELETE FROM winnow.document WHERE id = ?", document);
        return new Forgotten(documents, sources, rows, extractions, calls);
    }

    private void requireIdle(String document) {
        List<Long> runs = jdbc.sql("SELECT run_id FROM winnow.run_document WHERE document_id = ? ORDER BY run_id")
                .param(document)
                .query(Long.class)
                .list();
        RunLock.held(jdbc, runs.toArray(Long[]::new)).stream().findFirst().ifPresent(run -> {
            throw new DocumentTakenException(run);
        });
    }

    private String tombstone(String document) {
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        String id = HexFormat.of().formatHex(random);
        long unused = update("""
                INSERT INTO winnow.document (id, bytes, first_seen_at, forgotten_at)
                SELECT ?, bytes, first_seen_at, now() FROM winnow.document WHERE id = ?""", id, document);
        return id;
    }

    /** From the tables of all record types that are there, whether they are still listed or not. */
    private long removeRows(String document) {
        List<String> deletes = new ArrayList<>();
        jdbc.sql("""
                        SELECT t.relname, a.attname FROM pg_constraint c
                        JOIN pg_class t ON t.oid = c.conrelid
                        JOIN pg_namespace n ON n.oid = t.relnamespace
                        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
                        WHERE c.contype = 'f' AND c.confrelid = 'winnow.document'::regclass AND n.nspname = 'records'
                        ORDER BY 1, 2""")
                .query((row, n) -> deletes.add("DELETE FROM " + Identifiers.inRecords(row.getString(1)) + " WHERE "
                        + Identifiers.quoted(row.getString(2)) + " = ?"))
                .list();
        return deletes.stream().mapToLong(delete -> update(delete, document)).sum();
    }

    /** Where they were given on the command line too: such a run is then no longer continued by its command. */
    private long forgetPaths(List<String> paths) {
        String[] all = paths.toArray(String[]::new);
        long unused = update("""
                UPDATE winnow.run r SET command = 'forgotten ' || r.id,
                    paths = ARRAY(SELECT CASE WHEN p.path = ANY (CAST(? AS text[])) THEN 'forgotten' ELSE p.path END
                                  FROM unnest(r.paths) WITH ORDINALITY AS p (path, place) ORDER BY p.place)
                WHERE r.paths && CAST(? AS text[])""", all, all);
        return update("DELETE FROM winnow.unread_source WHERE path = ANY (?)", (Object) all);
    }

    private long update(String sql, Object... params) {
        return jdbc.sql(sql).params(params).update();
    }
}
