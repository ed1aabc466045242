package dev.winnow.core.extraction;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.Kept;
import dev.winnow.core.extraction.Asking.State;
import dev.winnow.core.limit.Permit;
import dev.winnow.core.limit.Throttle;
import dev.winnow.core.limit.Ticket;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.outcome.OutcomeKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One attempt at one document: the bounded loop over the stages of the route. Each step makes the one call that is due, or waits
 * until one can be made; when none is due, what has been decided stands. Used by one call chain at a time.
 */
final class Attempt {

    private final DocumentId document;
    private final Position position;
    private final Loop loop;
    private final Waits waits;
    private final Verdict verdict = new Verdict();
    private final Conclusion conclusion;
    private final Failures failures;

    /** Over one or more stages. */
    Attempt(DocumentId document, Kept kept, List<Asking> route, Loop loop) {
        this.document = document;
        this.conclusion = new Conclusion(document, kept, verdict);
        this.loop = loop;
        this.waits = loop.waits();
        this.position = new Position(route, waits.bounds().tokensPerDocument());
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
        List<Asking> due = position.due();
        if (due.isEmpty()) {
            Optional<String> misfit = verdict.outcome()
                            .filter(outcome -> outcome.kind() != OutcomeKind.TOO_LONG)
                            .isPresent()
                    ? Optional.empty()
                    : position.misfit();
            return misfit.isPresent() ? stop(misfit.get()) : ended(conclusion.of(position, failures.cause()));
        }
        List<Asking> unknown = position.unknown(due);
        return unknown.isEmpty() ? enter(due) : loop.calls().lookUp(unknown).thenCompose(x -> enter(due));
    }

    private CompletableFuture<Extraction> enter(List<Asking> due) {
        Optional<Asking> answered = due.stream().filter(Asking::answered).findFirst();
        if (answered.isPresent()) {
            return ask(answered.get(), Permit.NONE, Ticket.NONE);
        }
        for (Asking asking : due) {
            Optional<Permit> permit = asking.standing().enter();
            if (permit.isPresent()) {
                return turn(asking, permit.get());
            }
        }
        if (verdict.byReply().isPresent() && due.stream().allMatch(position::passedOver)) {
            return ended(conclusion.of(position, failures.cause()));
        }
        List<Asking> hopeful =
                due.stream().filter(asking -> !waits.givenUp(asking.standing())).toList();
        return hopeful.isEmpty()
                ? giveUp(due)
                : waits.untilOneOpens(hopeful.stream().map(Asking::standing).toList())
                        .thenCompose(woken -> step());
    }

    /** Waits for the call's turn. Meanwhile the circuit may have opened: then all is as before the gate was passed. */
    private CompletableFuture<Extraction> turn(Asking asking, Permit permit) {
        Throttle throttle = asking.standing().turns();
        CompletableFuture<Optional<Ticket>> turn =
                throttle.enter(asking.request().quotaTokens(), asking.first());
        if (waits.stop().isRequested()) {
            throttle.flush(); // it may have been asked for just before
        }
        return turn.thenCompose(ticket -> {
            if (ticket.isPresent() && asking.standing().holds(permit)) {
                return ask(asking, permit, ticket.get());
            }
            ticket.ifPresent(throttle::unused);
            asking.gate().released(permit);
            return step();
        });
    }

    /** No stage that is due will answer soon: the run stops, unless others of its documents still get on elsewhere. */
    private CompletableFuture<Extraction> giveUp(List<Asking> due) {
        boolean othersGetOn = position.route().stream()
                .anyMatch(asking -> asking.standing().closed().isEmpty() && !waits.givenUp(asking.standing()));
        if (!othersGetOn) {
            return stop(waits.reason(due.get(0).standing(), failures.cause()));
        }
        due.forEach(asking -> asking.become(State.UNANSWERED));
        return step();
    }

    private CompletableFuture<Extraction> ask(Asking asking, Permit permit, Ticket ticket) {
        position.at(asking);
        return loop.calls().call(document, asking, permit, ticket).thenCompose(called -> {
            if (called instanceof Called.Replied replied) {
                verdict.call(replied.callId());
                return replied(asking, replied.reply());
            }
            if (called instanceof Called.Failed failed) {
                return failed(asking, failed);
            }
            return called instanceof Called.OverBudget over ? stop(over.budget()) : step();
        });
    }

    private CompletableFuture<Extraction> replied(Asking asking, ModelReply reply) {
        position.replied(asking, reply);
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
                case EXTRACTED, UNMATCHED -> ended(conclusion.reached());
                case INVALID, REFUSED, TRUNCATED, FILTERED, TOO_LONG, FAILED -> step();
            };
        }
        verdict.reply(new Outcome.Truncated(asking.request().maxOutputTokens()));
        return asking.enlarge() ? step() : ended(conclusion.reached());
    }

    private CompletableFuture<Extraction> failed(Asking asking, Called.Failed failed) {
        CallFailure failure = failed.failure();
        return switch (failure.kind().handling()) {
            case WAIT, RETRY -> rest(asking, failures.pause(asking, failed));
            case AGAIN -> failures.anotherKey() ? step() : stop(failure.advice(asking.target()));
            case STOP -> stop(failure.advice(asking.target()));
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
        if (!waits.givenUp(asking.standing())) {
            // what a limit has refused waits in the throttle
            return pause.get().isZero() ? step() : waits.pause(pause.get()).thenCompose(woken -> step());
        }
        List<Asking> due = position.due();
        if (!due.contains(asking)) {
            return step();
        }
        if (due.stream().allMatch(one -> waits.givenUp(one.standing()))) {
            return giveUp(due);
        }
        asking.become(State.UNANSWERED);
        return step();
    }

    private CompletableFuture<Extraction> stop(String reason) {
        waits.stop().request(reason);
        return ended(new Extraction.Pending(document, Optional.of(reason)));
    }

    private static CompletableFuture<Extraction> ended(Extraction extraction) {
        return CompletableFuture.completedFuture(extraction);
    }
}
