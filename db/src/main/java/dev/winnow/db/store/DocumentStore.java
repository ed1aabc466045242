package dev.winnow.db.store;

import dev.winnow.core.document.DocumentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Documents, their bytes and their sources. Thread-safe. */
public final class DocumentStore {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate transaction;

    /** Works on {@code dataSource}. */
    public DocumentStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.batches = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    /** Registers files for a run, in one transaction. A path whose bytes have changed leads to its new document from now on. */
    public void register(Run run, List<FoundFile> files) {
        Tried.to(
                "Registering documents",
                () -> transaction.executeWithoutResult(status -> {
                    Fence.checkForFewRows(jdbc, run);
                    oneAtATime();
                    unreadable(run, files);
                    Map<String, FoundFile.Readable> byPath = new LinkedHashMap<>();
                    for (FoundFile file : files) {
                        if (file instanceof FoundFile.Readable readable) {
                            byPath.put(readable.path(), readable);
                        }
                    }
                    documents(byPath);
                    sources(run, byPath);
                    runDocuments(run, byPath);
                }));
    }

    /**
     * To be called when all files of a run are registered: what an earlier process of this run had found and this one has not is
     * no longer part of it, and sources below {@code roots} that are gone end now. A folder without any file ends nothing: it
     * is more likely not mounted than emptied; nor does one that could not be listed.
     */
    public void registered(Run run, List<String> roots) {
        Tried.to(
                "Closing the registration",
                () -> transaction.executeWithoutResult(status -> {
                    Fence.check(jdbc, run);
                    oneAtATime();
                    for (String table : List.of("run_document", "unread_source")) {
                        jdbc.sql("DELETE FROM winnow." + table + " WHERE run_id = ? AND seen_epoch < ?")
                                .params(run.id(), run.epoch())
                                .update();
                    }
                    roots.forEach(root -> endSourcesBelow(run, root));
                }));
    }

    private void endSourcesBelow(Run run, String root) {
        jdbc.sql("""
                        UPDATE winnow.source AS gone SET until = now()
                        WHERE gone.until IS NULL AND starts_with(gone.path, :folder)
                          AND (gone.seen_by, gone.seen_epoch) < (:run, :epoch)
                          AND NOT EXISTS (SELECT 1 FROM winnow.unread_source u WHERE u.run_id = :run
                                          AND (gone.path = u.path OR starts_with(gone.path, u.path || '/')))
                          AND EXISTS (SELECT 1 FROM winnow.source s WHERE s.until IS NULL AND starts_with(s.path, :folder)
                                      AND s.seen_by = :run AND s.seen_epoch = :epoch)""")
                .param("folder", root.endsWith("/") ? root : root + "/")
                .param("run", run.id())
                .param("epoch", run.epoch())
                .update();
    }

    /** The bytes of a document, or empty where they are not kept. */
    public Optional<byte[]> content(DocumentId document) {
        return Tried.to(
                "Reading a document",
                () -> jdbc.sql("SELECT content FROM winnow.document_content WHERE document_id = ?")
                        .param(document.sha256())
                        .query(byte[].class)
                        .optional());
    }

    /** The bytes of several documents at once, without those that are not kept. */
    public Map<DocumentId, byte[]> contents(List<DocumentId> documents) {
        Map<DocumentId, byte[]> contents = new HashMap<>();
        Tried.to(
                "Reading documents",
                () -> jdbc.sql("SELECT document_id, content FROM winnow.document_content WHERE document_id = ANY (?)")
                        .param(documents.stream().map(DocumentId::sha256).toArray(String[]::new))
                        .query((row, n) -> contents.put(new DocumentId(row.getString(1)), row.getBytes(2)))
                        .list());
        return contents;
    }

    /** Runs that find the same files at once would deadlock, or both open a source for one path. */
    private void oneAtATime() {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('winnow sources', 0))")
                .query((row, n) -> "")
                .single();
    }

    private void unreadable(Run run, List<FoundFile> files) {
        jdbc.sql("DELETE FROM winnow.unread_source WHERE run_id = ? AND path = ANY (?)")
                .params(
                        run.id(),
                        files.stream()
                                .filter(FoundFile.Readable.class::isInstance)
                                .map(FoundFile::path)
                                .toArray(String[]::new))
                .update();
        for (FoundFile file : files) {
            if (file instanceof FoundFile.Unreadable unreadable) {
                jdbc.sql("""
                                INSERT INTO winnow.unread_source AS known (run_id, path, reason, seen_epoch) VALUES (?, ?, ?, ?)
                                ON CONFLICT (run_id, path)
                                DO UPDATE SET reason = excluded.reason, seen_epoch = excluded.seen_epoch
                                WHERE (known.reason, known.seen_epoch) <> (excluded.reason, excluded.seen_epoch)""")
                        .params(run.id(), unreadable.path(), unreadable.reason(), run.epoch())
                        .update();
            }
        }
    }

    private void runDocuments(Run run, Map<String, FoundFile.Readable> byPath) {
        jdbc.sql("""
                        INSERT INTO winnow.run_document AS known (run_id, document_id, seen_epoch)
                        SELECT ?, f.id, ? FROM unnest(CAST(? AS text[])) AS f (id)
                        ON CONFLICT (run_id, document_id) DO UPDATE SET seen_epoch = excluded.seen_epoch
                        WHERE known.seen_epoch <> excluded.seen_epoch""")
                .params(
                        run.id(),
                        run.epoch(),
                        byPath.values().stream()
                                .map(file -> file.document().sha256())
                                .distinct()
                                .toArray(String[]::new))
                .update();
    }

    private void documents(Map<String, FoundFile.Readable> byPath) {
        Map<String, FoundFile.Readable> unknown = new LinkedHashMap<>();
        byPath.values().forEach(file -> unknown.put(file.document().sha256(), file));
        // one that is known without its bytes may have been too large for an earlier configuration
        jdbc.sql("SELECT document_id FROM winnow.document_content WHERE document_id = ANY (?)")
                .param(unknown.keySet().toArray(String[]::new))
                .query(String.class)
                .list()
                .forEach(unknown::remove);
        if (unknown.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO winnow.document (id, bytes)
                        SELECT * FROM unnest(CAST(? AS text[]), CAST(? AS bigint[])) ON CONFLICT DO NOTHING""")
                .params(
                        unknown.keySet().toArray(String[]::new),
                        unknown.values().stream().map(FoundFile.Readable::size).toArray(Long[]::new))
                .update();
        // not as an array: it would be one more copy of all the bytes
        batches.batchUpdate(
                "INSERT INTO winnow.document_content (document_id, content) VALUES (?, ?) ON CONFLICT DO NOTHING",
                unknown.values().stream()
                        .filter(file -> file.content().isPresent())
                        .map(file -> new Object[] {
                            file.document().sha256(), file.content().get()
                        })
                        .toList());
    }

    private void sources(Run run, Map<String, FoundFile.Readable> byPath) {
        Map<String, String> current = new HashMap<>();
        jdbc.sql("SELECT path, document_id FROM winnow.source WHERE until IS NULL AND path = ANY (?)")
                .param(byPath.keySet().toArray(String[]::new))
                .query((row, n) -> current.put(row.getString(1), row.getString(2)))
                .list();
        List<String> seen = new ArrayList<>();
        List<String> ended = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        List<String> documents = new ArrayList<>();
        byPath.forEach((path, file) -> {
            String document = file.document().sha256();
            if (document.equals(current.get(path))) {
                seen.add(path);
                return;
            }
            if (current.containsKey(path)) {
                ended.add(path);
            }
            paths.add(path);
            documents.add(document);
        });
        if (!ended.isEmpty()) {
            jdbc.sql("UPDATE winnow.source SET until = now() WHERE until IS NULL AND path = ANY (?)")
                    .param(ended.toArray(String[]::new))
                    .update();
        }
        if (!paths.isEmpty()) {
            jdbc.sql("""
                            INSERT INTO winnow.source (path, document_id, seen_by, seen_epoch)
                            SELECT f.path, f.document, ?, ? FROM unnest(CAST(? AS text[]), CAST(? AS text[])) AS f (path, document)""")
                    .params(run.id(), run.epoch(), paths.toArray(String[]::new), documents.toArray(String[]::new))
                    .update();
        }
        if (!seen.isEmpty()) {
            jdbc.sql("""
                            UPDATE winnow.source SET seen_by = ?, seen_epoch = ?
                            WHERE until IS NULL AND path = ANY (?) AND (seen_by, seen_epoch) < (?, ?)""")
                    .params(run.id(), run.epoch(), seen.toArray(String[]::new), run.id(), run.epoch())
                    .update();
        }
    }
}
