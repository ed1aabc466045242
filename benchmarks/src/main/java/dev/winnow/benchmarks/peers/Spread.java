package dev.winnow.benchmarks.peers;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** The same figure in each round. */
public record Spread(double median, double least, double most) {

    /** Of at least one. */
    public static Spread of(DoubleStream figures) {
        List<Double> sorted = figures.sorted().boxed().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** Median and, where it is not the same, the range; {@code format} of one figure. */
    String text(String format) {
        String middle = String.format(Locale.ROOT, format, median);
        String range = String.format(Locale.ROOT, "(" + format + " to " + format + ")", least, most);
        return least == most ? middle : middle + " " + range;
    }

    /** Likewise of shares, in percent. */
    public String percent(String format) {
        return new Spread(median * 100, least * 100, most * 100).text(format + "%%");
    }
}
