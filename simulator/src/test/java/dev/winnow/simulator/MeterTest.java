package dev.winnow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.simulator.Limit.Kind;
import dev.winnow.simulator.Limit.Of;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each kind of limit, by a clock of its own; times in milliseconds. */
class MeterTest {
    private static final long MILLI = 1_000_000;

    private Meter meter = meter(Kind.FIXED, 4, 1);

    private static Meter meter(Kind kind, long amount, int slices) {
        return new Limit(Of.TOKENS_PER_MINUTE, amount, Duration.ofSeconds(6), kind, slices).meter();
    }

    private void at(long millis) {
        meter.advance(millis * MILLI);
    }

    private void take(long units) {
        assertThat(meter.untilFree(units)).isZero();
        meter.take(units);
    }

    private long untilFree(long units) {
        return meter.untilFree(units) / MILLI;
    }

    private long untilEmpty() {
        return meter.untilEmpty() / MILLI;
    }

    @Test
    void aFixedWindowComesBackAtOnceAtItsEnd() {
        at(1_500);
        assertThat(untilEmpty()).isZero();
        take(3);
        assertThat(meter.used()).isEqualTo(3);
        assertThat(untilFree(1)).isZero();
        assertThat(untilFree(2)).isEqualTo(4_500);
        assertThat(untilEmpty()).isEqualTo(4_500);
        at(5_999);
        assertThat(untilFree(2)).isEqualTo(1);
        at(6_000);
        take(4);
        assertThat(untilFree(1)).isEqualTo(6_000);
    }

    @Test
    void aSlidingWindowGivesBackEachUnitAPeriodAfterItWasUsed() {
        meter = meter(Kind.SLIDING, 4, 1);
        at(1_500);
        take(1);
        at(2_500);
        take(2);
        assertThat(meter.used()).isEqualTo(3);
        assertThat(untilEmpty()).isEqualTo(6_000);
        at(3_000);
        assertThat(untilFree(2)).isEqualTo(4_500);
        assertThat(untilFree(3)).isEqualTo(5_500);
        at(7_499);
        assertThat(meter.used()).isEqualTo(3);
        at(7_500);
        take(2);
        at(8_500);
        assertThat(meter.used()).isEqualTo(2);
    }

    @Test
    void aBucketGivesBackEvenly() {
        meter = meter(Kind.REFILL, 4, 1);
        at(1_500);
        take(4);
        assertThat(untilEmpty()).isEqualTo(6_000);
        assertThat(untilFree(1)).isEqualTo(1_500);
        at(3_000);
        assertThat(meter.used()).isEqualTo(3);
        take(1);
        assertThat(untilFree(2)).isEqualTo(3_000);
    }

    @Test
    void refusedCallsFillAFixedWindowNoFurtherThanItsLimit() {
        take(3);
        meter.countRefused();
        meter.countRefused();
        assertThat(meter.used()).isEqualTo(4);
        at(6_000);
        assertThat(meter.used()).isZero();
    }

    @Test
    void aRefusedCallTakesThePlaceOfTheOldestInASlidingWindow() {
        meter = meter(Kind.SLIDING, 4, 1);
        at(1_000);
        take(2);
        at(2_000);
        take(2);
        at(3_000);
        meter.countRefused();
        assertThat(meter.used()).isEqualTo(4);
        assertThat(untilFree(1)).isEqualTo(4_000);
        assertThat(untilFree(2)).isEqualTo(5_000);
        assertThat(untilFree(4)).isEqualTo(6_000);
    }

    @Test
    void aRefusedCallFillsABucket() {
        meter = meter(Kind.REFILL, 4, 1);
        take(4);
        at(1_000);
        meter.countRefused();
        assertThat(untilFree(1)).isEqualTo(1_500);
    }

    /** A share is 10, so a slice of 100 ms admits 11. */
    @Test
    void noSliceAdmitsMuchMoreThanItsShare() {
        for (Kind kind : Kind.values()) {
            meter = meter(kind, 600, 60);
            at(1_000);
            take(11);
            assertThat(untilFree(1)).as("%s", kind).isBetween(1L, 100L);
            at(1_100);
            take(11);
            assertThat(meter.used()).as("%s", kind).isBetween(11L, 22L);
        }
    }

    @Test
    void anEmptySliceAdmitsAnyCallThatFitsTheWhole() {
        for (Kind kind : Kind.values()) {
            meter = meter(kind, 600, 60);
            at(1_000);
            take(500);
            assertThat(untilFree(1)).as("%s", kind).isPositive();
            at(5_900);
            assertThat(untilFree(1)).as("%s", kind).isZero();
            meter.take(1);
            assertThat(untilFree(100)).as("%s", kind).isPositive();
        }
    }

    @Test
    void aSlicedLimitAlsoHoldsAsAWhole() {
        meter = meter(Kind.FIXED, 4, 2);
        take(3);
        at(3_000);
        take(1);
        assertThat(untilFree(1)).isEqualTo(3_000);
    }
}
