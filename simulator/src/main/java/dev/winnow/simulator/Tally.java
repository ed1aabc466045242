package dev.winnow.simulator;

import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The bill as it grows, from many threads. */
final class Tally {
    private final Counts all = new Counts();
    private final Map<String, Counts> models = new ConcurrentHashMap<>();
    private final Map<Integer, Counts> keys = new ConcurrentHashMap<>();

    /** A new call, with the number of its key if that is known. */
    Call received(OptionalInt key) {
        Call call = new Call(key, models);
        call.count(all);
        key.ifPresent(number -> call.count(keys.computeIfAbsent(number, ignored -> new Counts())));
        return call;
    }

    Bill bill() {
        Bill.Part whole = all.part();
        return new Bill(
                whole.calls(),
                whole.answered(),
                whole.lost(),
                whole.refused(),
                whole.dropped(),
                whole.promptTokens(),
                whole.cachedTokens(),
                whole.completionTokens(),
                parts(models),
                parts(keys));
    }

    private static <K> SortedMap<K, Bill.Part> parts(Map<K, Counts> counts) {
        TreeMap<K, Bill.Part> parts = new TreeMap<>();
        counts.forEach((key, one) -> parts.put(key, one.part()));
        return parts;
    }
}
