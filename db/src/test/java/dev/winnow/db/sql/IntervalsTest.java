package dev.winnow.db.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class IntervalsTest {

    @Test
    void writesTheSameInEveryLocale() {
        Locale usual = Locale.getDefault();
        Locale.setDefault(new Locale("ar", "EG"));
        try {
            assertThat(Intervals.text(Duration.ofMillis(-1_500))).isEqualTo("-1 hours 3598.500000 seconds");
        } finally {
            Locale.setDefault(usual);
        }
    }
}
