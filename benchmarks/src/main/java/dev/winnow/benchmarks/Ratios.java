package dev.winnow.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.json.StrictJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Prints JMH's result file as a table of medians, with each figure as a multiple of Winnow's and of the bare baseline's for the
 * same operation and type. The median, not JMH's mean, because another process on the machine spoils single iterations.
 */
final class Ratios {

    private record Figure(double micros, double kilobytes) {}

    private Ratios() {}

    /** Takes the path of a JSON result file. */
    public static void main(String[] args) throws IOException {
        print(StrictJson.mapper().readTree(Path.of(args[0]).toFile()), System.out);
    }

    static void print(JsonNode results, PrintStream out) {
        Map<String, Map<String, Figure>> groups = new TreeMap<>();
        for (JsonNode result : results) {
            String name = result.get("benchmark").asText();
            int dot = name.lastIndexOf('.');
            String operation = name.substring(name.lastIndexOf('.', dot - 1) + 1, dot)
                            .replace("Benchmark", "")
                            .toLowerCase(Locale.ROOT)
                    + " "
                    + result.at("/params/sample").asText().toLowerCase(Locale.ROOT);
            groups.computeIfAbsent(operation, key -> new TreeMap<>())
                    .put(
                            name.substring(dot + 1),
                            new Figure(
                                    median(result.at("/primaryMetric/rawData")),
                                    median(result.get("secondaryMetrics")
                                                    .get("gc.alloc.rate.norm")
                                                    .get("rawData"))
                                            / 1e3));
        }
        out.println("| operation | library | us | KB | / winnow | / bare |\n|---|---|---:|---:|---:|---:|");
        groups.forEach((operation, figures) -> figures.forEach((library, figure) -> out.printf(
                Locale.ROOT,
                "| %s | %s | %.2f | %.1f | %s | %s |%n",
                operation,
                library,
                figure.micros(),
                figure.kilobytes(),
                multiple(figure, figures.get("winnow")),
                multiple(figure, figures.get("bare")))));
    }

    private static String multiple(Figure figure, @Nullable Figure of) {
        return of == null ? "" : String.format(Locale.ROOT, "%.2f", figure.micros() / of.micros());
    }

    /** Of a list of forks, each a list of iterations. */
    private static double median(JsonNode forks) {
        double[] sorted = StreamSupport.stream(forks.spliterator(), false)
                .flatMapToDouble(fork -> StreamSupport.stream(fork.spliterator(), false)
                        .flatMapToDouble(value -> DoubleStream.of(value.asDouble())))
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }
}
