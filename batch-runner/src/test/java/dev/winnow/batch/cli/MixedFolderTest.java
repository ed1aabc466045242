package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several types over one folder: a tool for each, one for none of these, and one call for each document. */
class MixedFolderTest {

    @RegisterExtension
    final World world = new World();

    @BeforeEach
    void fill() throws IOException {
        world.receipts(2);
        Path samples = Installation.samples("");
        String advisory = Files.readString(samples.resolve("advisories/pondervane-include-size.md"));
        world.file("An advisory.txt", advisory.getBytes(StandardCharsets.UTF_8));
        world.answer(advisory, Files.readString(samples.resolve("expected/advisories/pondervane-include-size.json")));
        world.answered("A poem", "{\"type\":\"poem\",\"record\":{}}");
    }

    private Cli.Result run(String types) {
        String[] words = world.words();
        words[1] = types;
        return world.cli().run(words);
    }

    @Test
    void eachDocumentIsReadAsWhatItIsInOneCall() throws IOException {
        run("receipt,advisory").exits(ExitCodes.OTHER_OUTCOMES);

        assertThat(world.outcomes()).isEqualTo("EXTRACTED=3, UNMATCHED=1");
        assertThat(world.report().path("calls").asInt()).isEqualTo(4);
        assertThat(world.sql().count("records.receipt")).isEqualTo(2);
        assertThat(world.sql().count("records.advisory")).isEqualTo(1);
        assertThat(world.sql().count("winnow.model_call WHERE reply::text LIKE '%none_of_these%'"))
                .isEqualTo(1);
    }

    @Test
    void nothingIsAskedTwice() throws IOException {
        run("receipt,advisory").exits(ExitCodes.OTHER_OUTCOMES);
        run("receipt,advisory").exits(ExitCodes.OTHER_OUTCOMES);

        assertThat(world.report().path("calls").asInt()).isZero();
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=3, UNMATCHED=1");
    }
}
