package dev.winnow.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

    private final ModelProfiles profiles = ModelProfiles.load();

    @ParameterizedTest
    @CsvSource({
        "gpt-4o,      ,       true",
        "gpt-4.1,     ,       true",
        "gpt-5,       ,       false",
        "gpt-5,       none,   false",
        "o3,          low,    false",
        "gpt-5.1,     ,       false",
        "gpt-5.1,     none,   true",
        "gpt-5.2,     low,    false",
        "gpt-5.4,     none,   true",
        "gpt-6-sol,   none,   false",
        "mine,        none,   false",
    })
    void aTemperatureIsSentWhereTheModelTakesOne(String model, String effort, boolean sent) {
        Parameters parameters = Parameters.of(profiles.of(model), 10, Optional.ofNullable(effort));

        assertThat(parameters.temperature()).isEqualTo(sent ? Optional.of(BigDecimal.ZERO) : Optional.empty());
        assertThat(parameters.reasoningEffort()).isEqualTo(Optional.ofNullable(effort));
        if (effort == null) {
            assertThat(parameters).isEqualTo(Parameters.of(profiles.of(model), 10));
        }
    }
}
