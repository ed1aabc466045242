package dev.winnow.core.extraction;

import dev.winnow.core.limit.EndpointGate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Holds suspect documents until the success of another proves that they are the cause, so that an outage or a wrong setup never
 * becomes a flood of failures. Used by one thread.
 */
public final class Quarantine {

    /** So many suspects without a success between them are no coincidence. */
    private static final int MOST_SUSPECTS = 20;

    private record Held(Extraction.Suspect suspect, long successesBefore) {}

    private final List<Held> held = new ArrayList<>();
    private final EndpointGate health;

    /** Judges by {@code health}. */
    public Quarantine(EndpointGate health) {
        this.health = health;
    }

    /** Takes in what came, and gives back what has an outcome by now. */
    public List<Extraction.Reached> admit(Extraction extraction) {
        if (extraction instanceof Extraction.Suspect suspect) {
            held.add(new Held(suspect, health.successes()));
        }
        List<Extraction.Reached> reached = new ArrayList<>(proven());
        if (extraction instanceof Extraction.Reached outcome) {
            reached.add(outcome);
        }
        return reached;
    }

    /** Those among the held who are proven to be the cause by now; they are held no longer. */
    public List<Extraction.Reached> proven() {
        List<Extraction.Reached> proven = new ArrayList<>();
        for (Iterator<Held> each = held.iterator(); each.hasNext(); ) {
            Held one = each.next();
            if (isProven(one)) {
                proven.add(one.suspect().verdict());
                each.remove();
            }
        }
        return proven;
    }

    /** Why the run should stop now: too many suspects in a row. */
    public Optional<String> alarm() {
        return held.size() < MOST_SUSPECTS ? Optional.empty() : reason();
    }

    /** Why documents are still held, empty if none is: at the end of a run they stay to be done. */
    public Optional<String> reason() {
        return held.isEmpty()
                ? Optional.empty()
                : Optional.of("the calls of " + held.size() + " documents failed and none succeeded since ("
                        + held.get(held.size() - 1).suspect().cause() + ")");
    }

    private boolean isProven(Held one) {
        return switch (one.suspect().proof()) {
            case ANY_SUCCESS -> health.takesRequests();
            case LATER_SUCCESS -> health.successes() > one.successesBefore();
        };
    }
}
