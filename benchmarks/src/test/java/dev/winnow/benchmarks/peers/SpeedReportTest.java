package dev.winnow.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedReportTest {

    /** A machine whose speed changes from round to round: only ratios within one tell anything. */
    private static final List<List<SpeedRounds.Part>> ROUNDS =
            List.of(round(900, 1_000), round(1_800, 2_000), round(3_600, 900));

    @Test
    void ratiosAreOfOneRound() {
        assertThat(new SpeedReport(Cell.ALL, ROUNDS, List.of()).targets())
                .contains(
                        new Target(
                                "documents/s / openai-java well used, 512 in flight, 200 ms",
                                "at least 0.95",
                                "0.90 (0.90 to 4.00)",
                                false),
                        new Target("CPU / openai-java well used, 512 in flight, 200 ms", "at most 1.2", "1.10", true));
    }

    private static List<SpeedRounds.Part> round(double winnow, double wellUsed) {
        return List.of(
                part(PeerKind.WINNOW, Cell.WIDE, winnow, 1.1),
                part(PeerKind.WELL_USED, Cell.WIDE, wellUsed, 1),
                part(PeerKind.WINNOW, Cell.LONG_TAIL, 300, 1));
    }

    private static SpeedRounds.Part part(PeerKind peer, Cell cell, double steady, double cpuSeconds) {
        return new SpeedRounds.Part(peer, cell, 1_000, new Figures(1_000, 1, steady, cpuSeconds, 100), 0, 0);
    }
}
