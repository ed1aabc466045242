package dev.winnow.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void onlyItsOwnPartIsReplaced() throws IOException {
        Path file = folder.resolve("performance.md");
        Files.writeString(file, "# By hand\n");

        Section.write(file, "speed", "first");
        Section.write(file, "limits", "other");
        Section.write(file, "speed", "second");

        assertThat(file).hasContent("""
                # By hand

                <!-- written by benchmarks/peers: speed -->

                second

                <!-- end of speed -->

                <!-- written by benchmarks/peers: limits -->

                other

                <!-- end of limits -->
                """);
    }
}
