package dev.winnow.db.store;

import dev.winnow.core.document.DocumentId;
import java.util.Optional;

/** A file of the input, as found. */
public sealed interface FoundFile {

    /** Absolute path. */
    String path();

    /**
     * It could be read.
     *
     * @param size in bytes
     * @param content empty where it is larger than the configuration takes
     */
    record Readable(String path, DocumentId document, long size, Optional<byte[]> content) implements FoundFile {}

    /**
     * It could not, so it has no document.
     *
     * @param reason without any of its bytes
     */
    record Unreadable(String path, String reason) implements FoundFile {}
}
