package dev.winnow.core.extraction;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.journal.Journal;
import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.limit.Permit;
import dev.winnow.core.limit.TargetStanding;
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

    /** What became of it. */
    sealed interface Called {

        /** A reply came, now or earlier. */
        record Replied(long callId, ModelReply reply) implements Called {}

        /**
         * None came.
         *
         * @param successesBefore of the target, when the call began
         */
        record Failed(long callId, CallFailure failure, long successesBefore) implements Called {}

        /** A budget does not allow it; it was not made. */
        record OverBudget(String budget) implements Called {}

        /** The run is to stop; it was not made. */
        record GivenUp() implements Called {}
    }

    private final Journal journal;
    private final Map<Endpoint, ModelClient> clients;

    CallRunner(Journal journal, Map<Endpoint, ModelClient> clients) {
        this.journal = journal;
        this.clients = Map.copyOf(clients);
    }

    /** Which of {@code requests} are answered by the journal, in their order. */
    CompletableFuture<List<Boolean>> answered(List<ModelRequest> requests) {
        return journal.answered(requests);
    }

    /**
     * Makes the call unless the journal has its reply.
     *
     * @param permit of the gate; none where the journal is known to have the reply
     */
    CompletableFuture<Called> call(DocumentId document, Asking asking, Permit permit) {
        CallIntent intent = intent(document, asking.request(), asking.inputTokens());
        return journal.open(intent)
                .thenCompose(entry -> entry instanceof Journal.Entry.Opened opened
                        ? send(opened.callId(), intent, asking.standing(), permit)
                        : CompletableFuture.completedFuture(unsent(entry, asking.gate(), permit)))
                .whenComplete((called, broken) -> {
                    if (broken != null) {
                        asking.gate().released(permit);
                    }
                });
    }

    private static Called unsent(Journal.Entry entry, EndpointGate gate, Permit permit) {
        gate.released(permit);
        if (entry instanceof Journal.Entry.Answered answered) {
            return new Called.Replied(answered.callId(), answered.reply());
        }
        return entry instanceof Journal.Entry.OverBudget over
                ? new Called.OverBudget(over.budget())
                : new Called.GivenUp();
    }

    private CompletableFuture<Called> send(long callId, CallIntent intent, TargetStanding target, Permit permit) {
        ModelClient client =
                Objects.requireNonNull(clients.get(intent.request().target().endpoint()));
        long successesBefore = target.successes();
        long started = System.nanoTime();
        return client.call(intent.request()).thenCompose(answer -> {
            Duration latency = Duration.ofNanos(System.nanoTime() - started);
            Exchange exchange = target.ended(permit, answer);
            return journal.close(callId, exchange, latency, cost(intent, exchange))
                    .thenApply(x -> exchange.result() instanceof ModelReply reply
                            ? new Called.Replied(callId, reply)
                            : new Called.Failed(callId, (CallFailure) exchange.result(), successesBefore));
        });
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
