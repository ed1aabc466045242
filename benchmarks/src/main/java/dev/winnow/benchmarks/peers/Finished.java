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

    /**
     * Records per second from the end of the first tenth to that of the ninth, when the window is full. Records that come in
     * groups are counted by whole groups. Ends the collecting.
     */
    synchronized double steady() {
        double[] sorted = times.build().sorted().toArray();
        if (sorted.length == 0) {
            return 0;
        }
        int edge = (int) (sorted.length * EDGE);
        double from = sorted[edge];
        double to = sorted[sorted.length - 1 - edge];
        return Arrays.stream(sorted).filter(time -> time > from && time <= to).count() / (to - from);
    }
}
