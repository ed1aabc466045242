package dev.winnow.db.store;

/**
 * A run that this process works on.
 *
 * @param id its number
 * @param epoch which take-over this is, from 1; every write is refused once there is a later one
 */
public record Run(long id, int epoch) {

    /** Whether the run goes on where an earlier process left it. */
    public boolean continued() {
        return epoch > 1;
    }
}
