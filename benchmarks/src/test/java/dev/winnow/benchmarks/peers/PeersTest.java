package dev.winnow.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the command runs and writes what it should; nothing about speed. */
class PeersTest {

    @TempDir
    private Path work = Path.of("");

    @Test
    void quickRunWritesItsReport() throws IOException {
        assertThat(Peers.execute("--quick", "--work", work.toString())).isZero();

        String report = Files.readString(work.resolve("quick.md"));
        assertThat(report)
                .containsPattern("answers \\d+ calls a second")
                .contains("## Whole pipelines, side by side", "### 512 in flight, 200 ms", "## At an enforced limit")
                .containsPattern(row(PeerKind.WINNOW, 10))
                .containsPattern(row(PeerKind.WELL_USED, 10))
                .containsPattern("limit configured \\| fixed, requests \\|.*\\| 0 of \\d+ \\|");
    }

    /** Figures in all columns, no document lost. */
    private static String row(PeerKind peer, int columns) {
        return "(?m)^\\| \\Q" + peer.title() + "\\E" + " \\| [\\d.%]*".repeat(columns - 2) + " \\| 0 \\|$";
    }
}
