package dev.winnow.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.ModelProfile.Temperature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelProfilesTest {

    private final ModelProfiles profiles = ModelProfiles.load();

    private ModelProfile profile(String name) {
        return profiles.find(name).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, gpt-4o",
        "gpt-4o-2024-08-06, gpt-4o",
        "gpt-4o-2024-11-20, gpt-4o",
        "gpt-4o-mini-2024-07-18, gpt-4o-mini",
        "gpt-4.1-2025-04-14, gpt-4.1",
        "gpt-5-mini-2025-08-07, gpt-5-mini",
        "gpt-5.4-mini-2026-03-17, gpt-5.4-mini",
        "gpt-5.5-2026-04-23, gpt-5.5",
        "gpt-5.6, gpt-5.6-sol",
        "gpt-5.6-2027-01-01, gpt-5.6-sol",
    })
    void anAliasAndADatedNameCostAndTakeWhatTheirModelDoes(String name, String base) {
        ModelProfile profile = profile(name);

        assertThat(profile.name()).isEqualTo(name);
        assertThat(profile.request()).isPresent().isEqualTo(profile(base).request());
        assertThat(profile.limits()).isEqualTo(profile(base).limits());
        assertThat(profile.tokens()).isPresent().isEqualTo(profile(base).tokens());
        assertThat(profile.prices()).isPresent().isEqualTo(profile(base).prices());
    }

    @ParameterizedTest
    @CsvSource({
        "ft:gpt-4o:acme:receipts:a1, gpt-4o",
        "ft:gpt-4o-mini-2024-07-18:acme::a1, gpt-4o-mini",
        "ft:gpt-4.1:acme::a1:ckpt-step-90, gpt-4.1",
        "openai/gpt-4o, gpt-4o",
        "openai/gpt-4o-2024-08-06, gpt-4o",
        "openai/o3, o3",
    })
    void aFineTunedOrRoutedModelTakesTheSameAtAnUnknownPrice(String name, String base) {
        ModelProfile profile = profile(name);

        assertThat(profile.request()).isPresent().isEqualTo(profile(base).request());
        assertThat(profile.limits()).isEqualTo(profile(base).limits());
        assertThat(profile.tokens()).isPresent().isEqualTo(profile(base).tokens());
        assertThat(profile.prices()).isEmpty();
        assertThat(profile.retirement()).isEmpty();
        assertThat(profile.snapshots()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gpt-4",
                "GPT-4o",
                "gpt-4o-2024",
                "gpt-4o-2024-08-06-x",
                "ft:gpt-4o",
                "ft:mine:org::id",
                "-2024-08-06",
                "azure/gpt-4o",
                "openai/",
                "openai/mine",
                "gpt-4o "
            })
    void nothingIsGuessedAboutAnUnknownName(String name) {
        assertThat(profiles.find(name)).isEmpty();
        assertThat(profiles.of(name)).isEqualTo(ModelProfile.unknown(name));
        assertThat(profiles.of(name).known()).isFalse();
        assertThat(profiles.of(name).cost(new Usage(1, 0, 1))).isEmpty();
        assertThat(profiles.of(name).temperature()).isEqualTo(Temperature.OMITTED);
        assertThat(profiles.of(name).outputLimit()).isEqualTo(ModelProfile.OutputLimit.MAX_COMPLETION_TOKENS);
    }

    @Test
    void readsWindowAndTemperature() {
        assertThat(profile("gpt-4o").contextWindow()).contains(128_000);
        assertThat(profile("gpt-4o").temperature()).isEqualTo(Temperature.SENT);
        assertThat(profile("gpt-5").contextWindow()).isEmpty();
        assertThat(profile("gpt-5").temperature()).isEqualTo(Temperature.OMITTED);
        assertThat(profile("gpt-5.4").temperature()).isEqualTo(Temperature.ONLY_WITHOUT_REASONING);
        assertThat(profile("gpt-5.4").reasoningEfforts()).contains("none", "max");
        assertThat(profile("gpt-4.1").reasoningEfforts()).isEmpty();
    }
}
