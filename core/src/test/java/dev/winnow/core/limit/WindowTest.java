package dev.winnow.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.RateLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

    private static final long PERIOD = 60_000_000_000L;
    private static final long SECOND = PERIOD / 60;

    private final Window window = new Window(PERIOD);
    private long limit = 60;
    private long others;

    /** A call that a sliding window has counted. */
    private void call(long at) {
        window.add(1, at);
        long own = window.sent() - 1;
        told(Math.min(own, 59) + 1 + others, at, window.sent());
    }

    private void told(long used, long at, long sentByThen) {
        window.told(new RateLimits.Limit(limit, limit - used, Duration.ZERO), at, sentByThen);
    }

    private void calls(long from, int seconds) {
        for (int i = 0; i < seconds; i++) {
            call(from + i * SECOND);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -3 * PERIOD, Long.MAX_VALUE / 2})
    void whatWasSentComesBackAPeriodLater(long start) {
        assertThat(window.due(1, start)).isEqualTo(Long.MAX_VALUE);

        calls(start, 58);
        long now = start + 58 * SECOND;

        assertThat(window.others(now)).isZero();
        assertThat(window.due(2, now)).isEqualTo(now);
        assertThat(window.due(3, now)).isBetween(start + PERIOD, start + PERIOD + PERIOD / 500);
        assertThat(window.due(limit + 1, now)).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, PERIOD / 3})
    void othersCountWhereTheyAreSteady(long start) {
        limit = 100;
        others = 20;
        calls(start, 30);
        assertThat(window.others(start + 30 * SECOND)).isZero();
        assertThat(window.due(1, start + 30 * SECOND)).isEqualTo(Long.MAX_VALUE);

        calls(start + 30 * SECOND, 100);
        long now = start + 130 * SECOND;

        assertThat(window.others(now)).isBetween(19.0, 20.0);
        assertThat(window.due(1, now)).isEqualTo(now);
        assertThat(window.due(40, now)).isGreaterThan(now);
    }

    @Test
    void othersThatComeAndGoWithAWindowAreNotTakenForSteady() {
        long start = PERIOD;
        limit = 200;
        for (int i = 0; i < 150; i++) {
            window.add(1, start + i * SECOND);
            // of each of the two clients one call a second, all back at the end of a minute
            told(2L * (i % 60 + 1), start + i * SECOND, window.sent());
        }
        long now = start + 150 * SECOND;

        assertThat(window.others(now)).isBetween(55.0, 60.0);
        assertThat(window.due(1, now)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatWasSeenLongAgoSaysNothing() {
        calls(0, 10);

        assertThat(window.due(1, 2 * PERIOD)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aLateReplyTakesNothingOfWhatIsKnownSince() {
        limit = 100;
        calls(0, 70);
        others = 20;
        calls(70 * SECOND, 5);
        others = 0;
        calls(75 * SECOND, 55);

        // twelve and a bit looks before
        told(0, 5 * SECOND, 6);

        assertThat(window.others(130 * SECOND)).isBetween(19.0, 20.0);
    }

    @Test
    void anotherAccountKnowsNothingOfTheOldOne() {
        calls(0, 50);
        window.restart();
        long sent = window.sent();
        window.add(1, 50 * SECOND);
        told(31, 50 * SECOND, sent + 1);

        assertThat(window.due(1, 51 * SECOND)).isEqualTo(Long.MAX_VALUE);
        assertThat(window.others(51 * SECOND)).isZero();
    }

    @Test
    void anotherLimitHasOthersOfItsOwn() {
        limit = 1_000;
        others = 900;
        calls(0, 130);
        assertThat(window.others(130 * SECOND)).isBetween(899.0, 900.0);

        limit = 100;
        others = 0;
        call(130 * SECOND);

        assertThat(window.others(130 * SECOND)).isZero();
    }
}
