package dev.winnow.db.table;

import org.jspecify.annotations.Nullable;

/** Reads one value out of a record. */
@FunctionalInterface
interface ValueReader {

    /** The value, or null where the document does not say. */
    @Nullable
    Object read(Object owner);
}
