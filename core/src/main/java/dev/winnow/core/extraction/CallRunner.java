package dev.winnow.core.extraction;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.journal.Journal;
import dev.winnow.core.limit.Backoff;
import dev.winnow.core.limit.Delay;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.ModelClient;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.TokenCounter;
import dev.winnow.core.model.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Makes a call with the journal before and after it, and owns the retries. Thread-safe. */
final class CallRunner {

    /** What a call ended with, and its place in the journal. */
    record Called(long callId, CallResult result) {}

    private static final int MOST_RETRIES = 5;

    private final Journal journal;
    private final ModelClient client;
    private final Backoff backoff;
    private final Delay delay;
    private final StopSignal stop;

    CallRunner(Journal journal, ModelClient client, Backoff backoff, Delay delay, StopSignal stop) {
        this.journal = journal;
        this.client = client;
        this.backoff = backoff;
        this.delay = delay;
        this.stop = stop;
    }

    /** Empty where the run was asked to stop before a reply or a final failure came. */
    CompletableFuture<Optional<Called>> run(DocumentId document, ModelRequest request, ModelProfile model) {
        int input = TokenCounter.count(request.messages());
        Usage most = new Usage(input, 0, request.parameters().maxOutputTokens());
        CallIntent intent = new CallIntent(document, request, most.input() + most.output(), model.cost(most));
        return attempt(intent, model, 0, 0);
    }

    private CompletableFuture<Optional<Called>> attempt(
            CallIntent intent, ModelProfile model, int waits, int failures) {
        if (stop.isRequested()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return once(intent, model).thenCompose(called -> {
            if (!(called.result() instanceof CallFailure failure)) {
                return CompletableFuture.completedFuture(Optional.of(called));
            }
            return switch (failure.kind().handling()) {
                case WAIT -> pause(waits + 1, failure).thenCompose(x -> attempt(intent, model, waits + 1, failures));
                case RETRY ->
                    failures < MOST_RETRIES
                            ? pause(failures + 1, failure).thenCompose(x -> attempt(intent, model, waits, failures + 1))
                            : CompletableFuture.completedFuture(Optional.of(called));
                case STOP, DOCUMENT -> CompletableFuture.completedFuture(Optional.of(called));
            };
        });
    }

    private CompletableFuture<?> pause(int failures, CallFailure failure) {
        return CompletableFuture.anyOf(delay.after(backoff.delay(failures, failure.retryAfter())), stop.requested());
    }

    private CompletableFuture<Called> once(CallIntent intent, ModelProfile model) {
        return journal.open(intent).thenCompose(entry -> {
            if (entry instanceof Journal.Entry.Answered answered) {
                return CompletableFuture.completedFuture(new Called(answered.callId(), answered.reply()));
            }
            long started = System.nanoTime();
            return client.call(intent.request()).thenCompose(result -> {
                Duration latency = Duration.ofNanos(System.nanoTime() - started);
                Optional<BigDecimal> cost = model.cost(result instanceof ModelReply reply ? reply.usage() : Usage.NONE);
                return journal.close(entry.callId(), result, latency, cost)
                        .thenApply(x -> new Called(entry.callId(), result));
            });
        });
    }
}
