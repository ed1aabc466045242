package dev.winnow.benchmarks.peers;

import java.util.List;

/**
 * One column of the comparison of speed.
 *
 * @param latency milliseconds, or {@link #TAIL}
 * @param documents for a client that is not slow
 */
record Cell(String latency, int inFlight, int documents) {

    /** Latency.heavyTail. */
    static final String TAIL = "tail";

    private static final double TAIL_MEAN_MILLIS = 150 * 0.9 + 400 * 0.08 + 1500 * 0.018 + 4000 * 0.002;
    private static final double MILLIS = 1e3;

    static final List<Cell> ALL = List.of(
            new Cell("200", 512, 20_000),
            new Cell("50", 64, 8_000),
            new Cell("200", 64, 2_400),
            new Cell(TAIL, 64, 4_000),
            new Cell("50", 512, 20_000),
            new Cell(TAIL, 512, 20_000),
            new Cell("200", 2_000, 20_000));

    String title() {
        return inFlight + " x " + (latency.equals(TAIL) ? "heavy tail" : latency + " ms");
    }

    /** Calls in flight divided by mean latency: what no client can pass. */
    double ceiling() {
        return inFlight / (latency.equals(TAIL) ? TAIL_MEAN_MILLIS : Double.parseDouble(latency)) * MILLIS;
    }

    Cell scaled(double factor) {
        return new Cell(latency, inFlight, (int) Math.max(inFlight * 2L, documents * factor));
    }
}
