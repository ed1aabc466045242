package dev.winnow.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.ModelProfile.Limits;
import dev.winnow.core.type.Problem;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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

    @Test
    void aModelSaysWhatItRefuses() {
        ModelProfile small =
                profiles.of("gpt-4o").with(new Limits(Optional.empty(), Optional.of(100), Origin.of("test")));

        assertThat(small.problems("winnow.route", Parameters.of(small, 101, Optional.of("low"))))
                .extracting(Problem::toString)
                .containsExactly(
                        "winnow.route: gpt-4o gives at most 100 output tokens, set a lower limit [setting]",
                        "winnow.route: gpt-4o does not take this reasoning effort, none may be set [setting]");
        assertThat(small.problems("winnow.route", Parameters.of(small, 100))).isEmpty();
        ModelProfile thinking = profiles.of("gpt-5");
        assertThat(thinking.problems("p", Parameters.of(thinking, 1 << 30, Optional.of("low"))))
                .isEmpty();
        assertThat(thinking.problems("p", Parameters.of(thinking, 1, Optional.of("much"))))
                .extracting(Problem::limit)
                .containsExactly("it takes none, minimal, low, medium, high, xhigh, max");
        ModelProfile unknown = profiles.of("mine");
        assertThat(unknown.problems("p", Parameters.of(unknown, 1 << 30, Optional.of("much"))))
                .isEmpty();
    }
}
