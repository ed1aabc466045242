package dev.winnow.batch.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Where the tests' Winnow is installed and keeps its servers. Found from the module's directory, in which Maven runs tests. */
final class Installation {

    /** The embedded servers that all tests share; kept between test runs, since starting anew takes seconds. */
    static final Path DIRECTORY = Path.of("target", "winnow").toAbsolutePath();

    /** Another one, for tests that need a server that nobody else uses. */
    static final Path DIRECTORY_OF_ITS_OWN = Path.of("target", "winnow-alone").toAbsolutePath();

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Installation() {}

    /** The project's root, with the samples. */
    static Path home() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("samples").resolve("receipts"))) {
                return at;
            }
        }
        throw new AssertionError("no samples above the working directory");
    }

    static Path samples(String folder) {
        return home().resolve("samples").resolve(folder);
    }

    /** The records that the samples of a folder should become, by name of document without its ending. */
    static Map<String, JsonNode> expected(String folder) throws IOException {
        assumeNamesOfAnyKind();
        Map<String, JsonNode> records = new HashMap<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(samples("expected").resolve(folder), "*.json")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                JsonNode answer = JSON.readTree(Files.readString(file));
                records.put(name.substring(0, name.length() - ".json".length()), answer.path("record"));
            }
        }
        return records;
    }

    /** Skips the test where Java cannot name a file with letters beyond ASCII; the winnow script sees to it, Maven does not. */
    static void assumeNamesOfAnyKind() {
        assumeTrue(
                "UTF-8".equals(System.getProperty("sun.jnu.encoding")),
                "skipped: this JVM cannot name files outside of ASCII, set LC_ALL=C.UTF-8");
    }
}
