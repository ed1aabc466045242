package dev.winnow.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.type.ProblemsException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code models.json} says. */
class ShippedModelsTest {

    private final ModelProfiles profiles = ModelProfiles.load();

    @ParameterizedTest
    @CsvSource({
        "gpt-6-astra,   10,    1,     12.5,  50,   2026-09-03, true",
        "gpt-6-sol,     2,     0.2,   2.5,   10,   2026-09-22, true",
        "gpt-6-luna,    0.1,   0.01,  0.125, 0.5,  2026-09-22, true",
        "gpt-6.1-sol,   2,     0.1,   ,      10,   2026-09-30, true",
        "gpt-5.6-sol,   5,     0.5,   6.25,  30,   2026-08-02, true",
        "gpt-5.6-terra, 2,     0.2,   2.5,   12,   2026-08-02, false",
        "gpt-5.6-luna,  0.2,   0.02,  0.25,  1.2,  2026-08-02, false",
        "gpt-5.5,       5,     0.5,   5,     30,   2026-07-15, true",
        "gpt-5.4,       2.5,   0.25,  2.5,   15,   2026-07-15, true",
        "gpt-5.4-mini,  0.75,  0.075, 0.75,  4.5,  2026-07-15, false",
        "gpt-5.4-nano,  0.2,   0.02,  0.2,   1.25, 2026-07-15, false",
        "gpt-5.2,       1.75,  0.175, 1.75,  14,   2026-07-15, false",
        "gpt-5.1,       1.25,  0.125, 1.25,  10,   2026-07-15, false",
        "gpt-5,         1.25,  0.125, 1.25,  10,   2026-07-15, false",
        "gpt-5-mini,    0.25,  0.025, 0.25,  2,    2026-07-15, false",
        "gpt-5-nano,    0.05,  0.005, 0.05,  0.4,  2026-07-15, false",
        "gpt-4.1,       2,     0.5,   2,     8,    2026-07-15, false",
        "gpt-4.1-mini,  0.4,   0.1,   0.4,   1.6,  2026-07-15, false",
        "gpt-4.1-nano,  0.1,   0.025, 0.1,   0.4,  2026-07-15, false",
        "gpt-4o,        2.5,   1.25,  2.5,   10,   2026-07-15, false",
        "gpt-4o-mini,   0.15,  0.075, 0.15,  0.6,  2026-07-15, false",
        "o3,            2,     0.5,   2,     8,    2026-07-15, false",
        "o4-mini,       1.1,   0.275, 1.1,   4.4,  2026-07-15, false",
    })
    void pricesAreThoseOfTheList(
            String model,
            BigDecimal input,
            BigDecimal cached,
            BigDecimal cacheWrite,
            BigDecimal output,
            LocalDate date,
            boolean doubtful) {
        Prices prices = profiles.of(model).prices().orElseThrow();

        assertThat(prices.input()).isEqualByComparingTo(input);
        assertThat(prices.cached().orElseThrow()).isEqualByComparingTo(cached);
        assertThat(prices.cacheWrite().map(BigDecimal::stripTrailingZeros))
                .isEqualTo(Optional.ofNullable(cacheWrite).map(BigDecimal::stripTrailingZeros));
        assertThat(prices.output()).isEqualByComparingTo(output);
        assertThat(prices.origin().date()).contains(date);
        assertThat(prices.origin().doubt().isPresent()).isEqualTo(doubtful);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o-2024-05-13,     2026-10-23",
        "gpt-4.1-nano,          2026-10-23",
        "gpt-4.1-nano-2025-04-14, 2026-10-23",
        "gpt-4-turbo,           2026-10-23",
        "gpt-4-turbo-2024-04-09, 2026-10-23",
        "gpt-4-0613,            2026-10-23",
        "gpt-3.5-turbo-0125,    2026-10-23",
        "o1,                    2026-10-23",
        "o3-mini,               2026-10-23",
        "o4-mini,               2026-10-23",
        "gpt-5-2025-08-07,      2026-12-11",
        "gpt-5-mini-2025-08-07, 2026-12-11",
        "gpt-5-nano-2025-08-07, 2026-12-11",
        "gpt-5-nano,            2026-12-11",
        "o3,                    2026-12-11",
        "gpt-4o,                ",
        "gpt-4o-2024-08-06,     ",
        "gpt-5.1,               ",
    })
    void modelsEndWhenTheListSays(String model, LocalDate on) {
        assertThat(profiles.find(model).orElseThrow().retires()).isEqualTo(Optional.ofNullable(on));
    }

    @Test
    void eachGroupOfFactsHasASourceAndADate() {
        assertThat(profiles.names())
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(origins(profiles.of(name)))
                        .isNotEmpty()
                        .allSatisfy(origin -> {
                            assertThat(origin.source()).isNotBlank();
                            assertThat(origin.date().orElseThrow()).isAfter(LocalDate.of(2026, 1, 1));
                        }));
    }

    private static Stream<Origin> origins(ModelProfile model) {
        return Stream.of(
                        model.request().map(ModelProfile.Request::origin),
                        model.limits().map(ModelProfile.Limits::origin),
                        model.tokens().map(ModelProfile.Tokens::origin),
                        model.prices().map(Prices::origin),
                        model.retirement().map(ModelProfile.Retirement::origin))
                .flatMap(Optional::stream);
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "date"})
    void aGroupWithoutIsRefused(String missing) throws JsonProcessingException {
        String json = """
                [{"name": "m", "tokens": {"encoding": null, "marginPercent": 1, "source": "list", "date": "2026-07-15"}}]""";
        assertThat(ModelProfiles.of(ModelFile.shipped(StrictJson.mapper().readTree(json)))
                        .names())
                .containsExactly("m");

        String planted = json.replaceFirst(", \"" + missing + "\": \"[^\"]*\"", "");
        assertThat(planted).isNotEqualTo(json);
        assertThatThrownBy(() ->
                        ModelProfiles.of(ModelFile.shipped(StrictJson.mapper().readTree(planted))))
                .isInstanceOf(ProblemsException.class)
                .hasMessage("models.json, m, tokens." + missing
                        + ": is missing, figures have a source and a date [setting]");
    }

    @Test
    void pricesAreSound() {
        assertThat(profiles.names())
                .allSatisfy(name -> profiles.of(name).prices().ifPresent(prices -> {
                    assertThat(prices.cached().orElseThrow()).isLessThanOrEqualTo(prices.input());
                    assertThat(prices.cacheWrite().orElse(prices.input())).isGreaterThanOrEqualTo(prices.input());
                    assertThat(prices.output()).isGreaterThanOrEqualTo(prices.input());
                }));
    }
}
