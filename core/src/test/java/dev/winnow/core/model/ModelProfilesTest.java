package dev.winnow.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.ModelProfile.Prices;
import dev.winnow.core.model.ModelProfile.Temperature;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
    @CsvSource({"gpt-4o-2024-08-06, gpt-4o", "gpt-5-mini-2025-08-07, gpt-5-mini", "gpt-4o, gpt-4o"})
    void aDatedNameHasTheProfileOfItsBase(String name, String base) {
        assertThat(profile(name).name()).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpt-4", "GPT-4o", "gpt-4o-2024", "gpt-4o-2024-08-06-x", "ft:gpt-4o", "-2024-08-06"})
    void anUnknownNameHasNone(String name) {
        assertThat(profiles.find(name)).isEmpty();
    }

    @Test
    void nothingIsGuessedAboutAnUnknownModel() {
        ModelProfile unknown = ModelProfile.unknown("mine");

        assertThat(unknown)
                .isEqualTo(new ModelProfile(
                        "mine",
                        Optional.empty(),
                        Optional.empty(),
                        ModelProfile.OutputLimit.MAX_COMPLETION_TOKENS,
                        Temperature.OMITTED,
                        List.of(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(unknown.cost(new Usage(1, 0, 1))).isEmpty();
    }

    @Test
    void everyProfileIsNamedOnceAndPricedWithSourceAndDate() {
        List<String> names = profiles.names();

        assertThat(names).isNotEmpty().doesNotHaveDuplicates();
        assertThat(names).allSatisfy(name -> {
            Prices prices = profile(name).prices().orElseThrow();
            assertThat(prices.source()).isNotBlank();
            assertThat(LocalDate.parse(prices.date())).isAfter("2026-01-01");
            assertThat(prices.cached()).isLessThanOrEqualTo(prices.input());
            assertThat(prices.input()).isNotNegative();
        });
    }

    @Test
    void readsWindowAndTemperature() {
        assertThat(profile("gpt-4o").contextWindow()).contains(128_000);
        assertThat(profile("gpt-4o").temperature()).isEqualTo(Temperature.SENT);
        assertThat(profile("gpt-5").contextWindow()).isEmpty();
        assertThat(profile("gpt-5").temperature()).isEqualTo(Temperature.OMITTED);
    }

    @Test
    void costsCachedInputLess() {
        // 800 at 2.50, 200 at 1.25 and 100 at 10.00 USD a million
        assertThat(profile("gpt-4o").cost(new Usage(1_000, 200, 100))).contains(new BigDecimal("0.003250000"));
        assertThat(profile("gpt-4o").cost(Usage.NONE)).contains(new BigDecimal("0E-9"));
    }

    @Test
    void usageAddsUp() {
        assertThat(new Usage(1, 2, 3).plus(new Usage(10, 20, 30))).isEqualTo(new Usage(11, 22, 33));
    }
}
