package dev.winnow.core.extraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds suspect documents until the success of another proves that they are the cause, so that an outage or a wrong setup never
 * becomes a flood of failures. Used by one thread.
 */
public final class Quarantine {

    /** So many suspects without a success between them are no coincidence. */
    private static final int MOST_SUSPECTS = 20;

    private final List<Extraction.Suspect> suspects = new ArrayList<>();
    private boolean succeeded;

    /** Takes in what came, and gives back what has an outcome by now. */
    public List<Extraction.Reached> admit(Extraction extraction) {
        List<Extraction.Reached> proven = new ArrayList<>();
        if (extraction instanceof Extraction.Suspect suspect) {
            if (succeeded && suspect.proof() == Extraction.Suspect.Proof.ANY_SUCCESS) {
                proven.add(suspect.verdict());
            } else {
                suspects.add(suspect);
            }
        } else if (extraction instanceof Extraction.Reached reached) {
            proven.add(reached);
            if (!reached.calls().isEmpty()) {
                succeeded = true;
                suspects.forEach(suspect -> proven.add(suspect.verdict()));
                suspects.clear();
            }
        }
        return proven;
    }

    /** Why the run should stop now: too many suspects in a row. */
    public Optional<String> alarm() {
        return suspects.size() < MOST_SUSPECTS ? Optional.empty() : reason();
    }

    /** Why documents are still held, empty if none is: at the end of a run they stay to be done. */
    public Optional<String> reason() {
        return suspects.isEmpty()
                ? Optional.empty()
                : Optional.of(suspects.size() + " calls failed and none succeeded since: "
                        + suspects.get(suspects.size() - 1).verdict().outcome());
    }
}
