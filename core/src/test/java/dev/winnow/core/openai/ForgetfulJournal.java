package dev.winnow.core.openai;

import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.journal.Journal;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Lets every call be made and keeps nothing. */
final class ForgetfulJournal implements Journal {

    @Override
    public CompletableFuture<Entry> open(CallIntent intent) {
        return CompletableFuture.completedFuture(new Entry.Opened(1));
    }

    @Override
    public CompletableFuture<List<Boolean>> answered(List<ModelRequest> requests) {
        return CompletableFuture.completedFuture(
                requests.stream().map(request -> false).toList());
    }

    @Override
    public CompletableFuture<Void> close(long callId, Exchange exchange, Duration latency, Optional<BigDecimal> cost) {
        return CompletableFuture.completedFuture(null);
    }
}
