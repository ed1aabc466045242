package dev.winnow.benchmarks.peers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** When records were there. Thread-safe. */
final class Finished {

    private static final double EDGE = 0.1;
    private static final double NANOS = 1e9;

    private final DoubleStream.Builder times = DoubleStream.builder();
    private int records;

    /** One more, now. */
    synchronized void one() {
        at(System.nanoTime() / NANOS);
    }

    /** More, at these times in seconds, of any one clock. */
    synchronized void all(List<Double> seconds) {
        seconds.forEach(this::at);
    }

    private void at(double seconds) {
        times.add(seconds);
        records++;
    }

    synchronized int records() {
        return records;
    }

    /** Records per second without the first and the last tenth, when the window is not full. Ends the collecting. */
    synchronized double steady() {
        double[] sorted = times.build().sorted().toArray();
        if (sorted.length == 0) {
            return 0;
        }
        int first = (int) (sorted.length * EDGE);
        int last = sorted.length - 1 - first;
        return (last - first) / (sorted[last] - sorted[first]);
    }

    @Override
    public String toString() {
        return "Finished" + Arrays.toString(new int[] {records()});
    }
}
