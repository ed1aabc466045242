package dev.winnow.db.store;

import java.util.List;

/**
 * What became of the extractions of a record type when their rows were written again.
 *
 * @param rows documents that have their row
 * @param unfit documents that must be read again, in the order of their paths
 * @param complete whether all were looked at, or it was stopped before
 */
public record Reprojected(long rows, List<Unfit> unfit, boolean complete) {

    /** Copies the list. */
    public Reprojected {
        unfit = List.copyOf(unfit);
    }
}
