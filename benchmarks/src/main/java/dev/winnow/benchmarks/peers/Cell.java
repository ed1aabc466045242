package dev.winnow.benchmarks.peers;

import java.util.List;

/**
 * One column of the comparison of speed.
 *
 * @param latency as the simulator takes it
 * @param documents for a client that is not slow
 */
record Cell(String latency, int inFlight, int documents) {

    private static final String TAIL = "heavy-tail:1";
    private static final double TAIL_MEAN_SECONDS = 0.15 * 0.9 + 0.4 * 0.08 + 1.5 * 0.018 + 4 * 0.002;
    private static final double MILLIS = 1e3;

    /** The first of each process, which compiles meanwhile: as many documents as a night may have. */
    static final Cell COLD = new Cell("50ms", 512, 100_000);

    /** The two that the targets are about. */
    static final Cell WIDE = new Cell("200ms", 512, 40_000);

    static final Cell LONG_TAIL = new Cell(TAIL, 64, 3_000);

    static final List<Cell> ALL = List.of(
            COLD,
            WIDE,
            new Cell("50ms", 64, 5_000),
            new Cell("200ms", 64, 1_600),
            LONG_TAIL,
            new Cell(TAIL, 512, 8_000),
            new Cell("200ms", 2_000, 12_000));

    static final List<Cell> OF_TARGETS = List.of(COLD, WIDE, LONG_TAIL);

    boolean isLike(Cell other) {
        return latency.equals(other.latency) && inFlight == other.inFlight;
    }

    String title() {
        String title = inFlight + " in flight, " + (latency.equals(TAIL) ? "heavy tail" : latency.replace("ms", " ms"));
        return isLike(COLD) ? title + ", a new process" : title;
    }

    /** Calls in flight divided by mean latency: what no client can pass. */
    double ceiling() {
        double seconds =
                latency.equals(TAIL) ? TAIL_MEAN_SECONDS : Integer.parseInt(latency.replace("ms", "")) / MILLIS;
        return inFlight / seconds;
    }

    Cell scaled(double factor) {
        return new Cell(latency, inFlight, (int) Math.max(inFlight * 2L, documents * factor));
    }
}
