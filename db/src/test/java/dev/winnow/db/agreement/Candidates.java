package dev.winnow.db.agreement;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Values as JSON: on both sides of every limit in {@link Declarations}, and odd ones. Most stand in {@code candidates.txt}, below the
 * names of the types that they are tried on.
 */
final class Candidates {

    /** Limits of floating-point numbers, whose neighbours are tried too. */
    private static final double[] LIMITS = {0.1, 0.5, -0.05, -3, 1, 2, 3, 100, 1e50, 1e22, 1e23, 9.223372036854775807e18
    };

    private static final Map<String, List<String>> ALL = read();

    private Candidates() {}

    /** Of a type of {@link Types}. */
    static List<String> of(String type) {
        List<String> candidates = new ArrayList<>(ALL.getOrDefault(type, List.of()));
        switch (type) {
            case "String" -> candidates.addAll(longTexts());
            case "BigInteger", "BigDecimal" -> candidates.add("9".repeat(1_000));
            case "float" ->
                candidates.addAll(around(limit ->
                        DoubleStream.of(Math.nextDown((float) limit), (float) limit, Math.nextUp((float) limit))));
            case "double", "OptionalDouble" ->
                candidates.addAll(around(limit -> DoubleStream.of(Math.nextDown(limit), limit, Math.nextUp(limit))));
            default -> {}
        }
        candidates.add("null");
        return candidates;
    }

    private static List<String> longTexts() {
        return Stream.of("a", "\\ud83d\\ude00")
                .flatMap(character -> Stream.of(1_000, 1_001, 2_000, 2_001).map(character::repeat))
                .map(text -> '"' + text + '"')
                .toList();
    }

    private static List<String> around(DoubleFunction<DoubleStream> neighbours) {
        return DoubleStream.of(LIMITS)
                .flatMap(neighbours)
                .filter(Double::isFinite)
                .mapToObj(Double::toString)
                .toList();
    }

    private static Map<String, List<String>> read() {
        try (InputStream in = Objects.requireNonNull(Candidates.class.getResourceAsStream("candidates.txt"))) {
            Map<String, List<String>> all = new HashMap<>();
            for (String section : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n\n")) {
                List<String> lines = section.lines().toList();
                String names = lines.get(0).substring(1, lines.get(0).length() - 1);
                for (String name : names.split(", ")) {
                    all.put(name, lines.subList(1, lines.size()));
                }
            }
            return all;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
