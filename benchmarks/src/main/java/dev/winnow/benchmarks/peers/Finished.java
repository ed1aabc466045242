package dev.winnow.benchmarks.peers;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;

/** When records were there. Thread-safe. */
final class Finished {

    private static final double EDGE = 0.1;
    private static final double NANOS = 1e9;

    private final DoubleStream.Builder times = DoubleStream.builder();
    private int records;

    /** One more, now. */
    void one() {
        some(1);
    }

    /** More at once, now. */
    void some(int number) {
        all(Collections.nCopies(number, System.nanoTime() / NANOS));
    }

    /** More, at these times in seconds, of any one clock. */
    synchronized void all(List<Double> seconds) {
        seconds.forEach(times::add);
        records += seconds.size();
    }

    synchronized int records() {
        return records;
    }

    /**
     * Records per second from the end of the first tenth to that of the ninth, when the window is full. Records that come in
     * groups are counted by whole groups. Zero where they all came at once. Ends the collecting.
     */
    synchronized double steady() {
        double[] sorted = times.build().sorted().toArray();
        if (sorted.length == 0) {
            return 0;
        }
        int edge = (int) (sorted.length * EDGE);
        double from = sorted[edge];
        double to = sorted[sorted.length - 1 - edge];
        long records =
                Arrays.stream(sorted).filter(time -> time > from && time <= to).count();
        return records == 0 ? 0 : records / (to - from);
    }
}
