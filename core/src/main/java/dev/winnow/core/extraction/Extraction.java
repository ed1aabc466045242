package dev.winnow.core.extraction;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.Passage;
import dev.winnow.core.outcome.Outcome;
import java.util.List;
import java.util.Optional;

/** How an attempt at a document ended. */
public sealed interface Extraction {

    /** Which document. */
    DocumentId document();

    /**
     * It has an outcome.
     *
     * @param calls the journal's ids of the calls it came from, in order
     * @param passage what of the document was read; empty where nothing could be
     */
    record Reached(DocumentId document, Outcome outcome, List<Long> calls, Optional<Passage> passage)
            implements Extraction {
        /** Copies the calls. */
        public Reached {
            calls = List.copyOf(calls);
        }
    }

    /**
     * Its calls failed; the document is to blame only if others succeed at that endpoint.
     *
     * @param verdict what it has come to in that case
     * @param cause how the last call failed and what to do, for operators
     */
    record Suspect(Reached verdict, Proof proof, String cause) implements Extraction {

        /** Which success of another document proves that this one is the cause. */
        public enum Proof {
            /** Any in this run: the server refused this request as such. */
            ANY_SUCCESS,
            /** One after the last attempt: before that it may have been an outage. */
            LATER_SUCCESS
        }

        @Override
        public DocumentId document() {
            return verdict.document();
        }
    }

    /**
     * It has none and stays to be done.
     *
     * @param stop why the whole run must stop; empty where the run was asked to stop
     */
    record Pending(DocumentId document, Optional<String> stop) implements Extraction {}
}
