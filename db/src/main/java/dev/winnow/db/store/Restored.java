package dev.winnow.db.store;

import java.util.List;

/**
 * What became of the documents of a run that were extracted earlier and had no row.
 *
 * @param rows documents that have their row again
 * @param unfit documents that must be read again, the first {@value #MOST_NAMED} in the order of their paths
 * @param more how many others there are
 */
public record Restored(long rows, List<Unfit> unfit, long more) {

    static final int MOST_NAMED = 10;

    /** Nothing was missing. */
    public static final Restored NONE = new Restored(0, List.of(), 0);

    /** Copies the list. */
    public Restored {
        unfit = List.copyOf(unfit);
    }

    /** How many documents must be read again. */
    public long unfitDocuments() {
        return unfit.size() + more;
    }
}
