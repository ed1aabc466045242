package dev.winnow.core.extraction;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.Kept;
import dev.winnow.core.extraction.Asking.State;
import dev.winnow.core.extraction.CallRunner.Called;
import dev.winnow.core.limit.Permit;
import dev.winnow.core.limit.TargetStanding;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.TokenCounter;
import dev.winnow.core.outcome.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One attempt at one document: the bounded loop over the stages of the route. Each step makes the one call that is due, or waits
 * until one can be made; when none is due, what has been decided stands. Used by one call chain at a time.
 */
final class Attempt {

    /** No endpoint has so many keys. */
    private static final int MOST_KEYS = 100;

    private final DocumentId document;
    private final Kept kept;
    private final List<Asking> route;
    private final Loop loop;
    private final Waits waits;
    private final Verdict verdict = new Verdict();
    private final Failures failures;
    private int current;
    private int decided;
    private long tokens;
    private int refusedKeys;

    /** Over one or more stages. */
    Attempt(DocumentId document, Kept kept, List<Asking> route, Loop loop) {
        this.document = document;
        this.kept = kept;
        this.route = route;
        this.loop = loop;
        this.waits = loop.waits();
        this.failures = new Failures(route, verdict, waits);
    }

    CompletableFuture<Extraction> run() {
        return step();
    }

    private CompletableFuture<Extraction> step() {
        if (waits.stop().isRequested()) {
            return ended(new Extraction.Pending(document, Optional.empty()));
        }
        failures.settle();
        List<Asking> due = due();
        if (due.isEmpty()) {
            return ended(conclusion());
        }
        if (route.size() == 1 && due.get(0).gate().closed().isEmpty()) {
            return enter(due);
        }
        // what the journal answers costs neither money nor a wait
        return loop.calls()
                .answered(due.stream().map(Asking::request).toList())
                .thenCompose(answered ->
                        answered.contains(true) ? ask(due.get(answered.indexOf(true)), Permit.NONE) : enter(due));
    }

    /** The stages that may be asked, the present one first, then those after it, then those passed over before. */
    private List<Asking> due() {
        List<Asking> due = new ArrayList<>(route.subList(current, route.size()));
        due.addAll(route.subList(0, current));
        long most = waits.bounds().tokensPerDocument();
        due.removeIf(asking -> asking.state() != State.DUE
                || asking.tooLong().isPresent()
                || tokens > 0 && tokens + asking.inputTokens() > most);
        return due;
    }

    private CompletableFuture<Extraction> enter(List<Asking> due) {
        for (Asking asking : due) {
            Optional<Permit> permit = asking.gate().enter();
            if (permit.isPresent()) {
                return ask(asking, permit.get());
            }
        }
        boolean passedOver = due.stream().allMatch(asking -> route.indexOf(asking) < decided);
        if (verdict.byReply().isPresent() && passedOver) {
            return ended(conclusion());
        }
        List<Asking> hopeful =
                due.stream().filter(asking -> !waits.givenUp(asking.gate())).toList();
        return hopeful.isEmpty()
                ? giveUp(due)
                : waits.untilOneOpens(hopeful.stream().map(Asking::gate).toList())
                        .thenCompose(woken -> step());
    }

    /** No stage that is due will answer soon: the run stops, unless others of its documents still get on elsewhere. */
    private CompletableFuture<Extraction> giveUp(List<Asking> due) {
        boolean othersGetOn =
                route.stream().anyMatch(asking -> asking.gate().closed().isEmpty() && !waits.givenUp(asking.gate()));
        if (!othersGetOn) {
            return stop(waits.reason(due.get(0).gate(), failures.cause()));
        }
        due.forEach(asking -> asking.become(State.UNANSWERED));
        return step();
    }

    private CompletableFuture<Extraction> ask(Asking asking, Permit permit) {
        current = route.indexOf(asking);
        return loop.calls().call(document, asking, permit).thenCompose(called -> {
            if (called instanceof Called.Replied replied) {
                verdict.call(replied.callId());
                return replied(asking, replied.reply());
            }
            if (called instanceof Called.Failed failed) {
                return failed(asking, failed);
            }
            return called instanceof Called.OverBudget over
                    ? stop(over.budget())
                    : ended(new Extraction.Pending(document, Optional.empty()));
        });
    }

    private CompletableFuture<Extraction> replied(Asking asking, ModelReply reply) {
        tokens += reply.usage()
                .map(usage -> usage.input() + usage.output())
                .orElseGet(() -> (long) asking.inputTokens()
                        + TokenCounter.count(reply.content().orElse("")));
        decided = current;
        ReplyJudge.Judgement judgement =
                loop.judge().judge(reply, asking.request().form());
        if (judgement instanceof ReplyJudge.Judgement.Wrong wrong) {
            verdict.reply(new Outcome.Invalid(wrong.violations()));
            asking.correct(wrong.text(), wrong.violations());
            return step();
        }
        if (judgement instanceof ReplyJudge.Judgement.Decided one) {
            verdict.reply(one.outcome());
            asking.become(State.OVER);
            return switch (one.outcome().kind()) {
                case EXTRACTED, UNMATCHED -> ended(reached());
                case INVALID, REFUSED, TRUNCATED, FILTERED, TOO_LONG, FAILED -> step();
            };
        }
        verdict.reply(new Outcome.Truncated(asking.request().maxOutputTokens()));
        return asking.enlarge() ? step() : ended(reached());
    }

    private CompletableFuture<Extraction> failed(Asking asking, Called.Failed failed) {
        CallFailure failure = failed.failure();
        return switch (failure.kind().handling()) {
            case WAIT, RETRY -> rest(asking, failures.pause(asking, failed));
            case AGAIN -> refusedKeys++ < MOST_KEYS ? step() : stop(asking, failure);
            case STOP -> stop(asking, failure);
            case DOCUMENT -> {
                failures.document(asking, failed);
                yield step();
            }
        };
    }

    private CompletableFuture<Extraction> rest(Asking asking, Optional<Duration> pause) {
        if (pause.isEmpty()) {
            return step();
        }
        if (!waits.givenUp(asking.gate())) {
            return waits.pause(pause.get()).thenCompose(woken -> step());
        }
        List<Asking> due = due();
        if (due.stream().allMatch(one -> waits.givenUp(one.gate()))) {
            return giveUp(due);
        }
        asking.become(State.UNANSWERED);
        return step();
    }

    private CompletableFuture<Extraction> stop(Asking asking, CallFailure failure) {
        return stop(failure.advice(asking.target()));
    }

    private CompletableFuture<Extraction> stop(String reason) {
        waits.stop().request(reason);
        return ended(new Extraction.Pending(document, Optional.of(reason)));
    }

    /** What has come out when nothing is due any more. */
    private Extraction conclusion() {
        Map<TargetStanding, Long> unanswered = new HashMap<>();
        for (Asking asking : route) {
            boolean passedOver = verdict.byReply().isPresent() && route.indexOf(asking) < decided;
            if (asking.state() == State.UNANSWERED && !passedOver) {
                unanswered.put(asking.standing(), asking.standing().successes());
            }
        }
        if (!unanswered.isEmpty()) {
            return new Extraction.Unanswered(document, unanswered, failures.cause());
        }
        if (verdict.outcome().isEmpty()) {
            Optional<String> tooLong =
                    route.stream().flatMap(asking -> asking.tooLong().stream()).reduce((before, last) -> last);
            verdict.failure(new Outcome.TooLong(tooLong.orElseThrow()));
        }
        return verdict.toBeProvenAt().isEmpty()
                ? reached()
                : new Extraction.Suspect(reached(), verdict.toBeProvenAt(), verdict.cause());
    }

    private Extraction.Reached reached() {
        return new Extraction.Reached(
                document, verdict.outcome().orElseThrow(), verdict.calls(), kept.passages(), kept.leftOut());
    }

    private static CompletableFuture<Extraction> ended(Extraction extraction) {
        return CompletableFuture.completedFuture(extraction);
    }
}
