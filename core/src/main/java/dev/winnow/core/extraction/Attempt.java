package dev.winnow.core.extraction;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.Passage;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.outcome.Outcome;
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
    private final Recipe recipe;
    private final CallRunner calls;
    private final ReplyJudge judge;
    private final List<Long> made = new ArrayList<>();

    private int corrections;
    private int limit;

    Attempt(
            DocumentId document,
            Passage passage,
            ModelRequest first,
            Recipe recipe,
            CallRunner calls,
            ReplyJudge judge) {
        this.document = document;
        this.passage = passage;
        this.first = first;
        this.recipe = recipe;
        this.calls = calls;
        this.judge = judge;
        this.limit = first.parameters().maxOutputTokens();
    }

    CompletableFuture<Extraction> run() {
        return ask(first);
    }

    private CompletableFuture<Extraction> ask(ModelRequest request) {
        return calls.run(document, request, recipe.model()).thenCompose(called -> {
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
        ReplyJudge.Judgement judgement = judge.judge(reply);
        if (judgement instanceof ReplyJudge.Judgement.Wrong wrong) {
            if (corrections++ < CORRECTIONS) {
                return ask(request.withMessages(Correction.ask(first.messages(), wrong.text(), wrong.violations(), corrections)));
            }
            return done(new Outcome.Invalid(wrong.violations()));
        }
        if (judgement instanceof ReplyJudge.Judgement.Decided decided) {
            return done(decided.outcome());
        }
        boolean enlarged = limit > first.parameters().maxOutputTokens();
        if (enlarged) {
            return done(new Outcome.Truncated(limit));
        }
        limit = limit * LARGER;
        return ask(request.withMaxOutputTokens(limit));
    }

    private Extraction failed(CallFailure failure) {
        return switch (failure.kind()) {
            case TOO_LONG -> reached(new Outcome.TooLong("the model's context window is exceeded"));
            case FILTERED -> reached(new Outcome.Filtered());
            case REJECTED -> suspect(failure, Extraction.Suspect.Proof.ANY_SUCCESS);
            case RATE_LIMITED, SERVER_ERROR, CONNECTION -> suspect(failure, Extraction.Suspect.Proof.LATER_SUCCESS);
            case BAD_KEY, FORBIDDEN, UNKNOWN_MODEL, QUOTA_EXHAUSTED ->
                new Extraction.Pending(document, Optional.of(failure.summary()));
        };
    }

    private Extraction suspect(CallFailure failure, Extraction.Suspect.Proof proof) {
        return new Extraction.Suspect(reached(new Outcome.Failed(failure.summary())), proof);
    }

    private CompletableFuture<Extraction> done(Outcome outcome) {
        return CompletableFuture.completedFuture(reached(outcome));
    }

    private Extraction.Reached reached(Outcome outcome) {
        return new Extraction.Reached(document, outcome, made, Optional.of(passage));
    }
}
