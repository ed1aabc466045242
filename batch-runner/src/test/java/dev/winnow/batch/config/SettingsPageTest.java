package dev.winnow.batch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The page of settings lists all of them, with the defaults that hold and examples that can be read. */
class SettingsPageTest {

    private static final String PAGE = """
            | setting | default | bounds | example | |
            |---|---|---|---|---|
            | `winnow.max-in-flight` | `64` | from 1 | `8` | calls |
            | `winnow.model` | none | | `gpt-4o` | the model |
            """;

    record Few(@DefaultValue("64") int maxInFlight, String model) {}

    record More(@DefaultValue("64") int maxInFlight, String model, String planted) {}

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "settings.md"));
    }

    @Test
    void isComplete() throws IOException {
        assertThat(SettingsPage.of(page()).mistakes(WinnowProperties.class, ModelProperties.class))
                .isEmpty();
    }

    @Test
    void lacksNothingUnnoticed() {
        assertThat(SettingsPage.of(PAGE).mistakes(Few.class)).isEmpty();
        assertThat(SettingsPage.of(PAGE).mistakes(More.class)).containsExactly("winnow.planted is missing");
        assertThat(SettingsPage.of(PAGE.replace("`winnow.model`", "`winnow.modell`"))
                        .mistakes(Few.class))
                .containsExactly("winnow.model is missing", "winnow.modell is read by nobody");
        assertThat(SettingsPage.of(PAGE.replace("`64`", "`65`")).mistakes(Few.class))
                .containsExactly("winnow.max-in-flight has the default 64, not `65`");
        assertThat(SettingsPage.of(PAGE.replace("none", "")).mistakes(Few.class))
                .containsExactly("winnow.model does not say what holds without it");
        assertThat(SettingsPage.of(PAGE.replace("`8`", "`0`")).mistakes(Few.class))
                .containsExactly("--max-in-flight (winnow.max-in-flight): is 0, at least 1 [setting]");
        assertThat(SettingsPage.of(PAGE.replace("`8`", "")).mistakes(Few.class))
                .containsExactly("winnow.max-in-flight has no example");
    }
}
