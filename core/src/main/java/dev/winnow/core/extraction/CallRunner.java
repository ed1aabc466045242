package dev.winnow.core.extraction;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.journal.Journal;
import dev.winnow.core.limit.Permit;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.limit.TargetStanding;
import dev.winnow.core.limit.Ticket;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelClient;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.Reservation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Makes one call with the journal before and after it, and tells the endpoint's gate how it ended. Thread-safe. */
final class CallRunner {

    private final Journal journal;
    private final Map<Endpoint, ModelClient> clients;
    private final StopSignal stop;

    CallRunner(Journal journal, Map<Endpoint, ModelClient> clients, StopSignal stop) {
        this.journal = journal;
        this.clients = Map.copyOf(clients);
        this.stop = stop;
    }

    /** Has each of {@code askings} know whether the journal answers it. */
    CompletableFuture<Void> lookUp(List<Asking> askings) {
        return journal.answered(askings.stream().map(Asking::request).toList()).thenAccept(answers -> {
            for (int i = 0; i < answers.size(); i++) {
                askings.get(i).answered(answers.get(i));
            }
        });
    }

    /**
     * Makes the call unless the journal has its reply or the run is to stop.
     *
     * @param permit of the gate; none where the journal is known to have the reply
     * @param ticket of the throttle; likewise
     */
    CompletableFuture<Called> call(DocumentId document, Asking asking, Permit permit, Ticket ticket) {
        CallIntent intent = intent(document, asking.request(), asking.inputTokens());
        TargetStanding standing = asking.standing();
        return journal.open(intent)
                .thenCompose(entry -> entry instanceof Journal.Entry.Opened opened
                        ? opened(opened.callId(), intent, standing, permit, ticket)
                        : CompletableFuture.completedFuture(unsent(entry)))
                .whenComplete((made, broken) -> {
                    if (broken != null || made.exchange().isEmpty()) {
                        standing.turns().unused(ticket);
                        standing.gate().released(permit);
                    }
                })
                .thenApply(made -> {
                    // whoever listens to the gate comes after the journal
                    made.exchange().ifPresent(exchange -> standing.ended(permit, exchange));
                    return made.called();
                });
    }

    /** What became of a call, and what was exchanged if it was sent. */
    private record Made(Called called, Optional<Exchange> exchange) {}

    private static Made unsent(Journal.Entry entry) {
        if (entry instanceof Journal.Entry.Answered answered) {
            return new Made(new Called.Replied(answered.callId(), answered.reply()), Optional.empty());
        }
        Called called = entry instanceof Journal.Entry.OverBudget over
                ? new Called.OverBudget(over.budget())
                : new Called.NotSent();
        return new Made(called, Optional.empty());
    }

    private CompletableFuture<Made> opened(
            long callId, CallIntent intent, TargetStanding standing, Permit permit, Ticket ticket) {
        // the circuit may have opened while the call was put on record
        if (stop.isRequested() || permit != Permit.NONE && !standing.holds(permit)) {
            return notSent(callId);
        }
        CompletableFuture<Boolean> place = standing.turns().place(ticket);
        if (stop.isRequested()) {
            standing.turns().flush(); // it may have been asked for just before
        }
        return place.thenCompose(placed -> {
            if (!placed) {
                return notSent(callId);
            }
            standing.gate().sent(permit);
            return sent(callId, intent, standing, ticket);
        });
    }

    private CompletableFuture<Made> notSent(long callId) {
        Exchange none = Exchange.of(CallFailure.NOT_SENT);
        return journal.close(callId, none, Duration.ZERO, Optional.of(BigDecimal.ZERO))
                .thenApply(x -> new Made(new Called.NotSent(), Optional.empty()));
    }

    private CompletableFuture<Made> sent(long callId, CallIntent intent, TargetStanding standing, Ticket ticket) {
        long successesBefore = standing.successes();
        long started = System.nanoTime();
        return exchange(intent.request()).thenApply(standing::judged).thenCompose(exchange -> {
            Duration latency = Duration.ofNanos(System.nanoTime() - started);
            // before the journal: others may be sent meanwhile
            standing.turns().ended(ticket, exchange);
            Called called = exchange.result() instanceof ModelReply reply
                    ? new Called.Replied(callId, reply)
                    : new Called.Failed(callId, (CallFailure) exchange.result(), successesBefore);
            return journal.close(callId, exchange, latency, cost(intent, exchange))
                    .thenApply(x -> {
                        standing.turns().recorded(ticket);
                        return new Made(called, Optional.of(exchange));
                    });
        });
    }

    /** A client that breaks leaves no call open: what it throws at once was not sent, what it fails with later may have been. */
    private CompletableFuture<Exchange> exchange(ModelRequest request) {
        try {
            return Objects.requireNonNull(clients.get(request.target().endpoint()))
                    .call(request)
                    .exceptionally(broken -> Exchange.of(
                            new CallFailure(CallFailure.Kind.REPLY_LOST, 0, "client_failed", Optional.empty())));
        } catch (RuntimeException | Error e) {
            return CompletableFuture.completedFuture(Exchange.of(CallFailure.unsendable()));
        }
    }

    private static CallIntent intent(DocumentId document, ModelRequest request, long inputTokens) {
        Reservation most = request.target().model().reservation(inputTokens, request.maxOutputTokens());
        return new CallIntent(document, request, inputTokens, most.tokens(), most.usd());
    }

    /**
     * A call that brought no reply costs what the server counted nevertheless, if it told. Else one whose reply was lost may be
     * billed and counts at its reservation, and any other costs nothing.
     */
    private static Optional<BigDecimal> cost(CallIntent intent, Exchange exchange) {
        CallResult result = exchange.result();
        ModelProfile model = intent.request().target().model();
        if (result instanceof ModelReply reply) {
            return model.cost(reply);
        }
        CallFailure failure = (CallFailure) result;
        if (failure.usage().isPresent()) {
            return failure.usage().flatMap(model::cost);
        }
        boolean lost = failure.kind() == CallFailure.Kind.REPLY_LOST;
        return lost ? intent.reservedUsd() : Optional.of(BigDecimal.ZERO);
    }
}
