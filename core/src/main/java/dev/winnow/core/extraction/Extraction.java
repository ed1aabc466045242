package dev.winnow.core.extraction;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.Passage;
import dev.winnow.core.limit.TargetStanding;
import dev.winnow.core.outcome.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How an attempt at a document ended. */
public sealed interface Extraction {

    /** Which document. */
    DocumentId document();

    /**
     * It has an outcome.
     *
     * @param calls the journal's ids of the calls it came from, in order
     * @param passages what of the document was read, in its order; none where nothing could be
     * @param leftOut code points of it that were not, because it is too long
     */
    record Reached(DocumentId document, Outcome outcome, List<Long> calls, List<Passage> passages, int leftOut)
            implements Extraction {
        /** Copies the lists. */
        public Reached {
            calls = List.copyOf(calls);
            passages = List.copyOf(passages);
        }

        /** Without any call. */
        static Reached unread(DocumentId document, Outcome outcome) {
            return new Reached(document, outcome, List.of(), List.of(), 0);
        }
    }

    /**
     * Its calls were refused; the document is to blame only if those models take others.
     *
     * @param verdict what it has come to in that case
     * @param targets those that refused it, one or more
     * @param cause how the last call was refused and what to do, for operators
     */
    record Suspect(Reached verdict, Set<TargetStanding> targets, String cause) implements Extraction {

        /** Copies the targets. */
        public Suspect {
            targets = Set.copyOf(targets);
        }

        @Override
        public DocumentId document() {
            return verdict.document();
        }
    }

    /**
     * Its calls failed often while nothing else succeeded: it is set aside, and worth another try once one of the targets
     * answers again. What has been answered meanwhile is in the journal.
     *
     * @param successes how many calls had succeeded by then at the targets that did not answer, one or more
     * @param cause how the last call failed, for operators
     */
    record Unanswered(DocumentId document, Map<TargetStanding, Long> successes, String cause) implements Extraction {

        /** Copies the map. */
        public Unanswered {
            successes = Map.copyOf(successes);
        }
    }

    /**
     * It has none and stays to be done.
     *
     * @param stop why the whole run must stop; empty where the run was asked to stop
     */
    record Pending(DocumentId document, Optional<String> stop) implements Extraction {}
}
