package dev.winnow.core.extraction;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.journal.Journal;
import dev.winnow.core.limit.Backoff;
import dev.winnow.core.limit.Delay;
import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelClient;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.TokenCounter;
import dev.winnow.core.model.Usage;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Makes a call with the journal before and after it, and owns the retries. Thread-safe. */
final class CallRunner {

    /** What a call ended with, and its place in the journal. */
    record Called(long callId, CallResult result) {}

    /** What has been tried so far for one request. */
    private record Tries(int waits, int failures, Duration waited) {}

    private static final int MOST_RETRIES = 8;
    /** A limit that lasts longer than this is no wait but a stop: a setting will replace it. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final Journal journal;
    private final Map<Endpoint, ModelClient> clients;
    private final Backoff backoff;
    private final Delay delay;
    private final StopSignal stop;
    private final EndpointGate health = new EndpointGate(Clock.systemUTC());

    CallRunner(Journal journal, Map<Endpoint, ModelClient> clients, Backoff backoff, Delay delay, StopSignal stop) {
        this.journal = journal;
        this.clients = Map.copyOf(clients);
        this.backoff = backoff;
        this.delay = delay;
        this.stop = stop;
    }

    EndpointGate health() {
        return health;
    }

    /** Empty where the run was asked to stop before a reply or a final failure came. */
    CompletableFuture<Optional<Called>> run(DocumentId document, ModelRequest request) {
        ModelProfile model = request.target().model();
        int input = TokenCounter.count(request.messages());
        Usage most = new Usage(input, 0, request.maxOutputTokens());
        CallIntent intent =
                new CallIntent(document, request, most.input(), most.input() + most.output(), model.cost(most));
        return attempt(intent, model, new Tries(0, 0, Duration.ZERO));
    }

    private CompletableFuture<Optional<Called>> attempt(CallIntent intent, ModelProfile model, Tries tries) {
        if (stop.isRequested()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return once(intent, model).thenCompose(called -> {
            if (!(called.result() instanceof CallFailure failure)) {
                return CompletableFuture.completedFuture(Optional.of(called));
            }
            Optional<Tries> next = next(tries, failure);
            if (next.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.of(called));
            }
            Duration pause = next.get().waited().minus(tries.waited());
            return CompletableFuture.anyOf(delay.after(pause), stop.requested())
                    .thenCompose(woken -> attempt(intent, model, next.get()));
        });
    }

    /** The tries after one more, with the pause before it; empty where there is to be none. */
    private Optional<Tries> next(Tries tries, CallFailure failure) {
        return switch (failure.kind().handling()) {
            case WAIT -> {
                Duration pause = backoff.delay(tries.waits() + 1, failure.retryAfter());
                Duration waited = tries.waited().plus(pause);
                yield waited.compareTo(LONGEST_WAIT) > 0
                        ? Optional.empty()
                        : Optional.of(new Tries(tries.waits() + 1, tries.failures(), waited));
            }
            case RETRY -> {
                Duration pause = backoff.delay(tries.failures() + 1, failure.retryAfter());
                yield tries.failures() >= MOST_RETRIES || pause.compareTo(LONGEST_WAIT) > 0
                        ? Optional.empty()
                        : Optional.of(new Tries(
                                tries.waits(),
                                tries.failures() + 1,
                                tries.waited().plus(pause)));
            }
            case AGAIN -> Optional.of(tries);
            case STOP, DOCUMENT -> Optional.empty();
        };
    }

    private CompletableFuture<Called> once(CallIntent intent, ModelProfile model) {
        return journal.open(intent).thenCompose(entry -> {
            if (entry instanceof Journal.Entry.Answered answered) {
                return CompletableFuture.completedFuture(new Called(answered.callId(), answered.reply()));
            }
            if (!(entry instanceof Journal.Entry.Opened opened)) {
                throw new UnsupportedOperationException("budgets");
            }
            long started = System.nanoTime();
            ModelClient client =
                    Objects.requireNonNull(clients.get(intent.request().target().endpoint()));
            return client.call(intent.request()).thenCompose(exchange -> {
                CallResult result = exchange.result();
                Duration latency = Duration.ofNanos(System.nanoTime() - started);
                if (result instanceof ModelReply) {
                    health.succeeded();
                }
                Optional<BigDecimal> cost = cost(intent, model, result);
                return journal.close(opened.callId(), exchange, latency, cost)
                        .thenApply(x -> new Called(opened.callId(), result));
            });
        });
    }

    /** A call whose reply was lost may be billed: it counts at its reservation. */
    private static Optional<BigDecimal> cost(CallIntent intent, ModelProfile model, CallResult result) {
        if (result instanceof ModelReply reply) {
            return reply.usage().flatMap(model::cost);
        }
        boolean lost = ((CallFailure) result).kind() == CallFailure.Kind.REPLY_LOST;
        return lost ? intent.reservedUsd() : Optional.of(BigDecimal.ZERO);
    }
}
