package dev.winnow.core.extraction;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.limit.TargetStanding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Holds documents without an outcome until a model has shown whose fault that is, so that an outage or a wrong setup never
 * becomes a flood of failures: those that were refused, until their targets take others, and those that were not answered, until
 * they are worth another try. Used by one thread.
 */
public final class Quarantine {

    private final List<Extraction.Suspect> suspects = new ArrayList<>();
    private final List<Extraction.Unanswered> setAside = new ArrayList<>();
    private final Collection<TargetStanding> targets;

    /** Watches {@code targets}, those of the route. */
    public Quarantine(Collection<TargetStanding> targets) {
        this.targets = targets;
    }

    /** Takes in what came, and gives back what has an outcome by now. */
    public List<Extraction.Reached> admit(Extraction extraction) {
        if (extraction instanceof Extraction.Suspect suspect) {
            suspects.add(suspect);
        } else if (extraction instanceof Extraction.Unanswered unanswered) {
            setAside.add(unanswered);
        }
        List<Extraction.Reached> reached = new ArrayList<>(proven());
        if (extraction instanceof Extraction.Reached outcome) {
            reached.add(outcome);
        }
        return reached;
    }

    /** Those among the refused who are proven to be the cause by now; they are held no longer. */
    public List<Extraction.Reached> proven() {
        List<Extraction.Reached> proven = new ArrayList<>();
        for (Iterator<Extraction.Suspect> each = suspects.iterator(); each.hasNext(); ) {
            Extraction.Suspect one = each.next();
            if (one.targets().stream().allMatch(TargetStanding::takesRequests)) {
                proven.add(one.verdict());
                each.remove();
            }
        }
        return proven;
    }

    /** Those among the unanswered whose target has answered others since: to be tried again; they are held no longer. */
    public List<DocumentId> again() {
        List<DocumentId> again = new ArrayList<>();
        for (Iterator<Extraction.Unanswered> each = setAside.iterator(); each.hasNext(); ) {
            Extraction.Unanswered one = each.next();
            if (one.successes().entrySet().stream()
                    .anyMatch(before -> before.getKey().successes() > before.getValue())) {
                again.add(one.document());
                each.remove();
            }
        }
        return again;
    }

    /** Why the run should stop now: a model refuses whatever it is sent. */
    public Optional<String> alarm() {
        return targets.stream()
                .filter(TargetStanding::refusesAll)
                .findFirst()
                .map(target -> target.name() + " refused the first "
                        + target.refusals().number() + " requests and answered none ("
                        + target.refusals().last()
                        + "): not the documents but the setup is at fault; check the model of"
                        + " the route's stop, and the endpoint's api, style and dialect");
    }

    /** Why documents are still held, empty if none is: at the end of a run they stay to be done. */
    public Optional<String> reason() {
        int held = suspects.size() + setAside.size();
        if (held == 0) {
            return Optional.empty();
        }
        String cause = setAside.isEmpty()
                ? suspects.get(suspects.size() - 1).cause()
                : setAside.get(setAside.size() - 1).cause();
        return Optional.of(
                "the calls of " + held + (held == 1 ? " document" : " documents") + " failed and none succeeded since ("
                        + cause + "): see to this endpoint and its settings, then run the same command again");
    }
}
