package dev.winnow.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {

    private static Backoff always(double random) {
        return new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), () -> random);
    }

    @ParameterizedTest
    @CsvSource({"1, 500", "2, 1000", "3, 2000", "6, 16000", "7, 30000", "8, 30000", "1000000, 30000"})
    void doublesUpToTheMost(int failures, long milliseconds) {
        assertThat(always(1.0).delay(failures, Optional.empty())).isEqualTo(Duration.ofMillis(milliseconds));
        assertThat(always(0.5).delay(failures, Optional.empty())).isEqualTo(Duration.ofMillis(milliseconds / 2));
        assertThat(always(0.0).delay(failures, Optional.empty()))
                .as("a wait nevertheless")
                .isEqualTo(Duration.ofMillis(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.3, 0.999_999})
    void isNeverShorterThanTheServerAsked(double random) {
        for (int failures = 1; failures < 40; failures++) {
            for (Duration asked : new Duration[] {Duration.ZERO, Duration.ofMillis(1), Duration.ofHours(3)}) {
                assertThat(always(random).delay(failures, Optional.of(asked))).isBetween(asked, asked.plusSeconds(30));
            }
        }
    }

    @Test
    void isSpreadByDefault() {
        Backoff standard = Backoff.standard();

        assertThat(standard.first()).isEqualTo(Duration.ofMillis(500));
        assertThat(standard.most()).isEqualTo(Duration.ofSeconds(30));
        assertThat(standard.delay(10, Optional.empty())).isBetween(Duration.ZERO, Duration.ofSeconds(30));
    }
}
