package dev.winnow.batch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.winnow.batch.config.LogSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class LogFileTest {

    private static final LogSettings SETTINGS = new LogSettings(DataSize.ofMegabytes(10), DataSize.ofMegabytes(10), 1);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void losesNoLineAtACleanEnd() throws IOException {
        try (LogFile log = LogFile.open(folder, SETTINGS)) {
            IntStream.range(0, 20_000)
                    .parallel()
                    .forEach(i -> log.line(Level.INFO, "tick")
                            .addKeyValue("number", i)
                            .log());
        }
        List<String> lines = Files.readAllLines(folder.resolve("winnow.log"));
        assertThat(lines).hasSize(20_000).allMatch(line -> line.endsWith("}"));
        assertThat(lines.stream()
                        .map(line -> line.replaceFirst(".*\"number\":", ""))
                        .distinct())
                .hasSize(20_000);
    }

    @Test
    void isNotSharedByTwo() throws IOException {
        try (LogFile first = LogFile.open(folder, SETTINGS);
                LogFile second = LogFile.open(folder, SETTINGS)) {
            first.line(Level.INFO, "one").log();
            second.line(Level.INFO, "two").log();
        }
        assertThat(Files.readString(folder.resolve("winnow.log")))
                .contains("\"one\"")
                .doesNotContain("two");
        assertThat(Files.readString(folder.resolve("winnow-2.log"))).contains("\"two\"");
        try (LogFile third = LogFile.open(folder, SETTINGS)) {
            assertThat(third.path().getFileName()).hasToString("winnow.log");
        }
    }
}
