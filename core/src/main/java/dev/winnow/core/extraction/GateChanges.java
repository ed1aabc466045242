package dev.winnow.core.extraction;

import dev.winnow.core.limit.EndpointGate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** The next change of each gate, to be waited for instead of asked after. Thread-safe. */
final class GateChanges {

    private final Map<EndpointGate, AtomicReference<CompletableFuture<Object>>> next = new LinkedHashMap<>();

    GateChanges(Collection<EndpointGate> gates) {
        for (EndpointGate gate : gates) {
            AtomicReference<CompletableFuture<Object>> change = new AtomicReference<>(new CompletableFuture<>());
            next.put(gate, change);
            gate.onChange(state -> change.getAndSet(new CompletableFuture<>()).complete(state.kind()));
        }
    }

    /** Completes when the first of {@code gates} changes from now on. */
    CompletableFuture<Object> any(List<EndpointGate> gates) {
        return CompletableFuture.anyOf(gates.stream()
                .map(gate -> Objects.requireNonNull(next.get(gate)).get())
                .toArray(CompletableFuture<?>[]::new));
    }
}
