package dev.winnow.core.extraction;

import dev.winnow.core.extraction.Asking.State;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where an attempt stands on its route, and what it may still ask. Used by one call chain at a time. */
final class Position {

    private final List<Asking> route;
    private final long mostTokens;
    private int current;
    private int decided;
    private long tokens;
    private boolean chosen;
    private Optional<String> tooLong = Optional.empty();

    /** At the first stage. */
    Position(List<Asking> route, long mostTokens) {
        this.route = route;
        this.mostTokens = mostTokens;
    }

    List<Asking> route() {
        return route;
    }

    /** Why no stage is for any document, and what to do; empty where one is. */
    Optional<String> misfit() {
        return route.stream().allMatch(asking -> asking.misfit().isPresent())
                ? route.get(0).misfit()
                : Optional.empty();
    }

    /** Why the last stage was dropped for which the document is too long; empty if none was. */
    Optional<String> tooLong() {
        return tooLong;
    }

    /** The stages that may be asked, the present one first, then those after it, then those passed over before. */
    List<Asking> due() {
        List<Asking> due = new ArrayList<>(route.subList(current, route.size()));
        due.addAll(route.subList(0, current));
        due.removeIf(asking -> asking.state() != State.DUE
                || dropped(asking)
                || tokens > 0 && tokens + asking.inputTokens() > mostTokens);
        return due;
    }

    /** For good, with the reason of this moment: limits are learned meanwhile. */
    private boolean dropped(Asking asking) {
        Optional<String> reason = asking.tooLong();
        if (reason.isPresent()) {
            tooLong = reason;
            asking.become(State.OVER);
        }
        return reason.isPresent();
    }

    /**
     * Those of {@code due} that the journal is to be asked about before one is chosen. What it answers costs neither money nor
     * a wait, so that it comes before a closed gate, and before a stage that stands earlier in the route. A request that is
     * made anyway is looked up when it is opened.
     */
    List<Asking> unknown(List<Asking> due) {
        Asking next = due.get(0);
        boolean choice = !chosen && due.size() > 1;
        chosen = true;
        boolean worthIt =
                choice || next.standing().closed().isPresent() || due.stream().anyMatch(Asking::answered);
        return next.answered() || !worthIt
                ? List.of()
                : due.stream().filter(asking -> !asking.lookedUp()).toList();
    }

    /** The stage is asked. */
    void at(Asking asking) {
        current = route.indexOf(asking);
        asking.answered(false);
    }

    /** The present stage has replied. */
    void replied(Asking asking, ModelReply reply) {
        tokens += reply.usage()
                .map(usage -> usage.input() + usage.output())
                .orElseGet(() -> (long) asking.inputTokens()
                        + TokenCounter.count(reply.content().orElse("")));
        decided = current;
    }

    /** Whether a later stage has replied. */
    boolean passedOver(Asking asking) {
        return route.indexOf(asking) < decided;
    }
}
