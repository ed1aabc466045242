package dev.winnow.core.extraction;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.Kept;
import dev.winnow.core.extraction.Asking.State;
import dev.winnow.core.limit.TargetStanding;
import dev.winnow.core.outcome.Outcome;
import java.util.HashMap;
import java.util.Map;

/** What an attempt has come to by its verdict. */
record Conclusion(DocumentId document, Kept kept, Verdict verdict) {

    /**
     * Where nothing is due any more.
     *
     * @param cause how the last call failed, for operators
     */
    Extraction of(Position position, String cause) {
        Map<TargetStanding, Long> unanswered = new HashMap<>();
        for (Asking asking : position.route()) {
            boolean needless = verdict.byReply().isPresent() && position.passedOver(asking);
            if (asking.state() == State.UNANSWERED && !needless) {
                unanswered.put(asking.standing(), asking.standing().successes());
            }
        }
        if (!unanswered.isEmpty()) {
            return new Extraction.Unanswered(document, unanswered, cause);
        }
        if (verdict.outcome().isEmpty()) {
            verdict.failure(new Outcome.TooLong(position.tooLong().orElseThrow()));
        }
        return verdict.toBeProvenAt().isEmpty()
                ? reached()
                : new Extraction.Suspect(reached(), verdict.toBeProvenAt(), verdict.cause());
    }

    /** With an outcome, which there must be. */
    Extraction.Reached reached() {
        return new Extraction.Reached(
                document, verdict.outcome().orElseThrow(), verdict.calls(), kept.passages(), kept.leftOut());
    }
}
