package dev.winnow.core.extraction;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.Passage;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One attempt at one document: the bounded loop of call, judgement and asking again. Used by one call chain at a time. */
final class Attempt {

    private static final int CORRECTIONS = 2;
    private static final int LARGER = 4;

    private final DocumentId document;
    private final Passage passage;
    private final ModelRequest first;
    private final CallRunner calls;
    private final ReplyJudge judge;
    private final List<Long> made = new ArrayList<>();

    private int corrections;
    private List<Violation> lastViolations = List.of();
    private int limit;

    Attempt(DocumentId document, Passage passage, ModelRequest first, CallRunner calls, ReplyJudge judge) {
        this.document = document;
        this.passage = passage;
        this.first = first;
        this.calls = calls;
        this.judge = judge;
        this.limit = first.maxOutputTokens();
    }

    CompletableFuture<Extraction> run() {
        return ask(first);
    }

    private CompletableFuture<Extraction> ask(ModelRequest request) {
        return calls.run(document, request).thenCompose(called -> {
            if (called.isEmpty()) {
                return CompletableFuture.completedFuture(new Extraction.Pending(document, Optional.empty()));
            }
            made.add(called.get().callId());
            return called.get().result() instanceof ModelReply reply
                    ? answered(request, reply)
                    : CompletableFuture.completedFuture(
                            failed((CallFailure) called.get().result()));
        });
    }

    private CompletableFuture<Extraction> answered(ModelRequest request, ModelReply reply) {
        ReplyJudge.Judgement judgement = judge.judge(reply, request.form());
        if (judgement instanceof ReplyJudge.Judgement.Wrong wrong) {
            lastViolations = wrong.violations();
            if (corrections++ < CORRECTIONS) {
                return ask(request.withMessages(
                        Correction.ask(first.messages(), wrong.text(), wrong.violations(), corrections)));
            }
            return done(new Outcome.Invalid(wrong.violations()));
        }
        if (judgement instanceof ReplyJudge.Judgement.Decided decided) {
            return done(decided.outcome());
        }
        boolean enlarged = limit > first.maxOutputTokens();
        if (enlarged) {
            return done(new Outcome.Truncated(limit));
        }
        limit = limit * LARGER;
        return ask(request.withMaxOutputTokens(limit));
    }

    private Extraction failed(CallFailure failure) {
        return switch (failure.kind()) {
            case TOO_LONG -> reached(known().orElseGet(() -> new Outcome.TooLong(failure.summary())));
            case FILTERED -> reached(known().orElseGet(Outcome.Filtered::new));
            case REJECTED ->
                known().isPresent() ? reached(known().get()) : suspect(failure, Extraction.Suspect.Proof.ANY_SUCCESS);
            case SERVER_ERROR, OVERLOADED, UNREACHABLE, REPLY_LOST ->
                suspect(failure, Extraction.Suspect.Proof.LATER_SUCCESS);
            case RATE_LIMITED, KEY_REFUSED, BAD_KEY, FORBIDDEN, UNKNOWN_MODEL, QUOTA_EXHAUSTED ->
                new Extraction.Pending(document, Optional.of(failure.advice()));
        };
    }

    /** What an earlier reply has decided, where asking again brought none: its violations, or that it was cut. */
    private Optional<Outcome> known() {
        if (!lastViolations.isEmpty()) {
            return Optional.of(new Outcome.Invalid(lastViolations));
        }
        int asked = first.maxOutputTokens();
        return limit > asked ? Optional.of(new Outcome.Truncated(asked)) : Optional.empty();
    }

    private Extraction suspect(CallFailure failure, Extraction.Suspect.Proof proof) {
        Outcome verdict = known().orElseGet(() -> new Outcome.Failed(failure.summary()));
        return new Extraction.Suspect(reached(verdict), proof, failure.advice());
    }

    private CompletableFuture<Extraction> done(Outcome outcome) {
        return CompletableFuture.completedFuture(reached(outcome));
    }

    private Extraction.Reached reached(Outcome outcome) {
        return new Extraction.Reached(document, outcome, made, Optional.of(passage));
    }
}
