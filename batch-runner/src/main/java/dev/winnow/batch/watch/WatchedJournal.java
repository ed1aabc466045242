package dev.winnow.batch.watch;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.journal.Journal;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A journal that tells what passes through it, once it is durable. Thread-safe. */
public final class WatchedJournal implements Journal {

    private static final int MOST_FAILED = 10_000;

    private final Journal journal;
    private final RunListener listener;
    private final Map<Long, CallIntent> open = new ConcurrentHashMap<>();
    /** The last failure of documents that may be tried again; nobody tells when they are not, so the oldest give way. */
    private final Map<DocumentId, CallFailure> failed = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<DocumentId, CallFailure> eldest) {
            return size() > MOST_FAILED;
        }
    });

    /** Tells {@code listener} what passes through {@code journal}. */
    public WatchedJournal(Journal journal, RunListener listener) {
        this.journal = journal;
        this.listener = listener;
    }

    @Override
    public CompletableFuture<Entry> open(CallIntent intent) {
        return journal.open(intent).thenApply(entry -> {
            if (entry instanceof Entry.Opened opened) {
                open.put(opened.callId(), intent);
                Optional.ofNullable(failed.remove(intent.document()))
                        .ifPresent(failure -> listener.again(intent, failure));
            } else if (entry instanceof Entry.Answered answered) {
                listener.reused(intent, answered.callId());
            } else if (entry instanceof Entry.OverBudget over) {
                listener.overBudget(intent, over.budget());
            }
            return entry;
        });
    }

    @Override
    public CompletableFuture<List<Boolean>> answered(List<ModelRequest> requests) {
        return journal.answered(requests);
    }

    @Override
    public CompletableFuture<Void> close(long callId, Exchange exchange, Duration latency, Optional<BigDecimal> cost) {
        return journal.close(callId, exchange, latency, cost).thenApply(nothing -> {
            CallIntent intent = open.remove(callId);
            if (intent != null && !exchange.result().equals(CallFailure.NOT_SENT)) {
                remember(intent, exchange);
                listener.closed(new ClosedCall(callId, intent, exchange, latency, cost));
            }
            return nothing;
        });
    }

    private void remember(CallIntent intent, Exchange exchange) {
        if (exchange.result() instanceof CallFailure failure) {
            switch (failure.kind().handling()) {
                case WAIT, RETRY, AGAIN -> failed.put(intent.document(), failure);
                case STOP, DOCUMENT -> {}
            }
        }
    }
}
