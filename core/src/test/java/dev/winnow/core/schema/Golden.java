package dev.winnow.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Golden files under {@code src/test/resources}. {@code ./mvnw -pl core test -Dtest=SchemaGeneratorTest -Dwinnow.golden=renew}
 * writes them anew, for the change to show in review.
 */
final class Golden {

    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private Golden() {}

    /** Compared as text, so that the order counts. */
    static void check(String name, JsonNode json) throws IOException {
        String pretty = StrictJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        Path file = RESOURCES.resolve(name);
        if ("renew".equals(System.getProperty("winnow.golden"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, pretty);
        }
        assertThat(file).as("renew with -Dwinnow.golden=renew").content().isEqualToNormalizingNewlines(pretty);
    }
}
