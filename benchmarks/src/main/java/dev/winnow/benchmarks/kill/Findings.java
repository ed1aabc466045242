package dev.winnow.benchmarks.kill;

import dev.winnow.benchmarks.peers.Spread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What came out. Thread-safe. */
final class Findings {

    /** What must not be. */
    enum Wrong {
        LOST,
        ROW_TWICE,
        OUTCOME,
        BOUGHT_TWICE,
        FIRST_CALL,
        STOP,
        BOUGHT_TWICE_AFTER_STOP,
        LATE,
        CONNECTION_LEFT,
        OTHER
    }

    private final Map<Wrong, List<String>> wrong = Collections.synchronizedMap(new EnumMap<>(Wrong.class));
    private final Map<String, Long> counts = Collections.synchronizedMap(new TreeMap<>());
    private final Map<String, List<Double>> figures = Collections.synchronizedMap(new TreeMap<>());

    void wrong(Wrong kind, String what) {
        wrong.computeIfAbsent(kind, key -> Collections.synchronizedList(new ArrayList<>()))
                .add(what);
        System.out.println("WRONG " + kind + " " + what);
    }

    /** How often it was so. */
    int wrong(Wrong kind) {
        return wrong.getOrDefault(kind, List.of()).size();
    }

    void count(String what, long number) {
        counts.merge(what, number, Long::sum);
    }

    /** How often something was counted so far. */
    long counted(String what) {
        return counts.getOrDefault(what, 0L);
    }

    void took(String what, long nanos) {
        measured(what, nanos / 1e9);
    }

    void measured(String what, double figure) {
        figures.computeIfAbsent(what, key -> Collections.synchronizedList(new ArrayList<>()))
                .add(figure);
    }

    /** Of what was measured; none where nothing was. */
    Optional<Spread> spread(String what) {
        List<Double> all = List.copyOf(figures.getOrDefault(what, List.of()));
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(Spread.of(all.stream().mapToDouble(Double::doubleValue)));
    }

    /** How often it was measured. */
    int measurements(String what) {
        return figures.getOrDefault(what, List.of()).size();
    }

    void print() {
        counts.forEach((what, number) -> System.out.println(what + ": " + number));
        figures.keySet()
                .forEach(what -> spread(what)
                        .ifPresent(spread -> System.out.printf(
                                Locale.ROOT,
                                "%s: median %.2f, most %.2f, of %d%n",
                                what,
                                spread.median(),
                                spread.most(),
                                measurements(what))));
        wrong.forEach((kind, all) -> all.forEach(one -> System.out.println("WRONG " + kind + " " + one)));
    }
}
