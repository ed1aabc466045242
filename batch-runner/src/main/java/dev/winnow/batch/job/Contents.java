package dev.winnow.batch.job;

import dev.winnow.core.document.DocumentId;
import dev.winnow.db.store.DocumentStore;
import dev.winnow.db.store.RunTask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bytes of the documents that come next: small ones are read many at a time, for a statement each costs more than all else that
 * is done for them. Thread-safe.
 */
final class Contents {

    /** With a page of tasks, a few megabytes at most. */
    private static final long SMALL = 8 * 1024;

    private final DocumentStore documents;
    private final Map<DocumentId, byte[]> ahead = new ConcurrentHashMap<>();

    Contents(DocumentStore documents) {
        this.documents = documents;
    }

    /** Reads what is small among {@code tasks}; gives them back. */
    List<RunTask> ahead(List<RunTask> tasks) {
        ahead.putAll(documents.contents(tasks.stream()
                .filter(task -> task.bytes() <= SMALL)
                .map(RunTask::document)
                .toList()));
        return tasks;
    }

    /** The bytes of a document, or empty where they are not kept. */
    Optional<byte[]> of(DocumentId document) {
        return Optional.ofNullable(ahead.remove(document)).or(() -> documents.content(document));
    }
}
