package dev.winnow.simulator;

import dev.winnow.simulator.api.Usage;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counters of one part of the bill, from many threads. */
final class Counts {
    final LongAdder calls = new LongAdder();
    final LongAdder lost = new LongAdder();
    final LongAdder dropped = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder promptTokens = new LongAdder();
    private final LongAdder cachedTokens = new LongAdder();
    private final LongAdder completionTokens = new LongAdder();
    private final Map<Integer, LongAdder> refused = new ConcurrentHashMap<>();

    void answered(Usage usage) {
        answered.increment();
        promptTokens.add(usage.promptTokens());
        cachedTokens.add(usage.cachedTokens());
        completionTokens.add(usage.completionTokens());
    }

    void refused(int status) {
        refused.computeIfAbsent(status, ignored -> new LongAdder()).increment();
    }

    Bill.Part part() {
        TreeMap<Integer, Long> byStatus = new TreeMap<>();
        refused.forEach((status, number) -> byStatus.put(status, number.sum()));
        return new Bill.Part(
                calls.sum(),
                answered.sum(),
                lost.sum(),
                byStatus,
                dropped.sum(),
                promptTokens.sum(),
                cachedTokens.sum(),
                completionTokens.sum());
    }
}
