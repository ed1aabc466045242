package dev.winnow.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopSignalTest {

    @Test
    void keepsTheFirstReason() {
        StopSignal stop = new StopSignal();
        assertThat(stop.isRequested()).isFalse();

        stop.request("asked to stop");
        stop.request("asked again");

        assertThat(stop.isRequested()).isTrue();
        assertThat(stop.requested()).isCompletedWithValue("asked to stop");
    }

    @Test
    void theRealDelayHoldsNoThread() {
        assertThat(Delay.REAL.after(Duration.ofHours(1))).isNotDone();
        assertThat(Delay.REAL.after(Duration.ZERO)).succeedsWithin(Duration.ofSeconds(10));
    }
}
