package dev.winnow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S,0s",
        "PT0.017S,17ms",
        "PT0.0000001S,1ms",
        "PT1S,1s",
        "PT51.174S,51.174s",
        "PT6M,6m0s",
        "PT1H,1h0m0s"
    })
    void asInGo(Duration duration, String text) {
        assertThat(GoDuration.of(duration)).isEqualTo(text);
    }
}
