package dev.winnow.db.store;

import java.util.List;

/**
 * What became of the documents of a run that were extracted earlier and had no row.
 *
 * @param rows documents that have their row again
 * @param unfit documents that must be read again, in the order of their paths
 */
public record Restored(long rows, List<Unfit> unfit) {

    /** Nothing was missing. */
    public static final Restored NONE = new Restored(0, List.of());

    /** Copies the list. */
    public Restored {
        unfit = List.copyOf(unfit);
    }
}
