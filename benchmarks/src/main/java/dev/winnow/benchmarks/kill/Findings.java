package dev.winnow.benchmarks.kill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What came out. Thread-safe. */
final class Findings {

    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Long> counts = Collections.synchronizedMap(new TreeMap<>());
    private final Map<String, List<Double>> seconds = Collections.synchronizedMap(new TreeMap<>());

    /** Something that must not be. */
    void wrong(String what) {
        wrong.add(what);
        System.out.println("WRONG " + what);
    }

    void count(String what, long number) {
        counts.merge(what, number, Long::sum);
    }

    void took(String what, long nanos) {
        seconds.computeIfAbsent(what, key -> Collections.synchronizedList(new ArrayList<>()))
                .add(nanos / 1e9);
    }

    /** How often something was counted so far. */
    long counted(String what) {
        return counts.getOrDefault(what, 0L);
    }

    boolean allRight() {
        return wrong.isEmpty();
    }

    void print() {
        counts.forEach((what, number) -> System.out.println(what + ": " + number));
        seconds.forEach((what, all) -> {
            double[] sorted =
                    all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%s: median %.1f s, most %.1f s, of %d%n",
                    what,
                    sorted[sorted.length / 2],
                    Arrays.stream(sorted).max().orElse(0),
                    sorted.length);
        });
        System.out.println("wrong: " + wrong.size());
        wrong.forEach(one -> System.out.println("  " + one));
    }
}
