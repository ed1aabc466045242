package dev.winnow.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelWarningsTest {

    private final ModelProfiles profiles = ModelProfiles.load();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "2026-10-11 | -",
                "2026-10-12 | Model o3 is shut down on 2026-12-11, in 60 days (OpenAI deprecations page). Choose another.",
                "2026-12-10 | Model o3 is shut down on 2026-12-11, in 1 day (OpenAI deprecations page). Choose another.",
                "2026-12-11 | Model o3 is shut down today, 2026-12-11 (OpenAI deprecations page). Choose another.",
                "2026-12-12 | Model o3 was shut down on 2026-12-11 (OpenAI deprecations page). Choose another.",
            })
    void warnsFromSixtyDaysBeforeTheEnd(LocalDate today, String warning) {
        if (warning == null) {
            assertThat(profiles.of("o3").warnings(today)).isEmpty();
        } else {
            assertThat(profiles.of("o3").warnings(today)).containsExactly(warning);
        }
    }

    @Test
    void saysWhatIsInDoubt() {
        assertThat(profiles.of("gpt-5").warnings(LocalDate.of(2026, 11, 21)))
                .containsExactly(
                        "Model gpt-5 may be shut down on 2026-12-11, in 20 days (OpenAI deprecations page; the page"
                                + " lists only gpt-5-2025-08-07, which this name stands for). Choose another.");
        assertThat(profiles.of("gpt-5-2025-08-07").warnings(LocalDate.of(2026, 11, 21)))
                .containsExactly(
                        "Model gpt-5-2025-08-07 is shut down on 2026-12-11, in 20 days (OpenAI deprecations page)."
                                + " Choose another.");
    }

    @Test
    void saysWhatIsNotKnown() {
        LocalDate today = LocalDate.of(2026, 11, 21);

        assertThat(profiles.of("gpt-4o").warnings(today)).isEmpty();
        assertThat(profiles.of("mine").warnings(today))
                .containsExactly(
                        "Model mine is not known: its cost is unknown, no temperature is sent, and its tokens are"
                                + " estimated as OpenAI's with a margin of 20 percent. An entry in a file of models (winnow.models)"
                                + " tells more.");
        assertThat(profiles.of("gpt-6.1-terra").warnings(today))
                .containsExactly(
                        "The prices of model gpt-6.1-terra are not known, and its cost neither. An entry in a file of"
                                + " models (winnow.models) tells them.");
        assertThat(profiles.of("gpt-4o-2024-05-13").warnings(today)).hasSize(2);
    }
}
