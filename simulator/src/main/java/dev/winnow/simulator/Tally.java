package dev.winnow.simulator;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls and tokens from many threads. */
final class Tally {
    private final LongAdder calls = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder promptTokens = new LongAdder();
    private final LongAdder completionTokens = new LongAdder();
    private final Map<Integer, LongAdder> refused = new ConcurrentHashMap<>();

    void received() {
        calls.increment();
    }

    void answered(long prompt, long completion) {
        answered.increment();
        promptTokens.add(prompt);
        completionTokens.add(completion);
    }

    void refused(int status) {
        refused.computeIfAbsent(status, ignored -> new LongAdder()).increment();
    }

    void dropped() {
        dropped.increment();
    }

    Bill bill() {
        TreeMap<Integer, Long> byStatus = new TreeMap<>();
        refused.forEach((status, number) -> byStatus.put(status, number.sum()));
        return new Bill(
                calls.sum(), answered.sum(), byStatus, dropped.sum(), promptTokens.sum(), completionTokens.sum());
    }
}
