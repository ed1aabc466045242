package dev.winnow.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.limit.EndpointGate.Kind;
import dev.winnow.core.limit.EndpointGate.State;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.RateLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class EndpointGateTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private Instant now = START;
    private final EndpointGate gate = new EndpointGate("a", new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("one zone");
        }
    });
    private final List<State> changes = new ArrayList<>();

    private static CallFailure failure(CallFailure.Kind kind) {
        return new CallFailure(kind, 500, "", Optional.empty());
    }

    private void fails(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(gate.enter()).isTrue();
            gate.ended(failure(CallFailure.Kind.SERVER_ERROR));
        }
    }

    private void passes(Duration time) {
        now = now.plus(time);
    }

    @Test
    void opensAfterTenFailuresIsTriedAndCloses() {
        gate.onChange(changes::add);
        fails(9);
        assertThat(gate.closed()).isEmpty();
        fails(1);

        Instant until = START.plusSeconds(5);
        assertThat(gate.state()).isEqualTo(new State(Kind.OPEN, Optional.of(until), Optional.of(START)));
        assertThat(gate.enter()).isFalse();
        assertThat(gate.closed()).contains(Duration.ofMillis(5_001));

        passes(Duration.ofMillis(5_001));
        for (int i = 0; i < 3; i++) {
            assertThat(gate.enter()).isTrue();
        }
        assertThat(gate.enter()).isFalse();
        assertThat(gate.state().kind()).isEqualTo(Kind.HALF_OPEN);
        for (int i = 0; i < 3; i++) {
            gate.succeeded();
        }

        assertThat(gate.state()).isEqualTo(new State(Kind.CLOSED, Optional.empty(), Optional.empty()));
        assertThat(changes).extracting(State::kind).containsExactly(Kind.OPEN, Kind.HALF_OPEN, Kind.CLOSED);
    }

    @Test
    void staysOpenLongerAfterEachTrialThatFails() {
        fails(10);
        for (int seconds : new int[] {10, 20, 40, 60, 60}) {
            passes(gate.closed().orElseThrow());
            fails(3);
            assertThat(gate.state().until()).contains(now.plusSeconds(seconds));
        }
        assertThat(gate.state().downSince()).contains(START);
    }

    @Test
    void aFewFailuresAmongSuccessesOpenNothing() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(gate.enter()).isTrue();
            if (i % 3 == 0) {
                gate.ended(failure(CallFailure.Kind.REPLY_LOST));
            } else {
                gate.succeeded();
            }
        }
        assertThat(gate.state().kind()).isEqualTo(Kind.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SERVER_ERROR", "OVERLOADED", "UNREACHABLE", "REPLY_LOST"})
    void whatTheServerAnswersOnPurposeOpensNothing(CallFailure.Kind kind) {
        for (int i = 0; i < 100; i++) {
            assertThat(gate.enter()).isTrue();
            gate.ended(failure(kind));
        }
        assertThat(gate.state().kind()).isEqualTo(Kind.CLOSED);
        assertThat(gate.heardOf()).isTrue();
        assertThat(gate.takesRequests()).isFalse();
    }

    @Test
    void aLimitedTrialAllowsAnother() {
        fails(10);
        passes(Duration.ofSeconds(6));
        for (int i = 0; i < 20; i++) {
            assertThat(gate.enter()).isTrue();
            gate.ended(failure(CallFailure.Kind.RATE_LIMITED));
        }
        assertThat(gate.state().kind()).isEqualTo(Kind.HALF_OPEN);
    }

    @Test
    void isParkedForAsLongAsAsked() {
        gate.onChange(changes::add);
        gate.park(Duration.ofHours(2));

        assertThat(changes)
                .containsExactly(
                        new State(Kind.PARKED, Optional.of(START.plus(Duration.ofHours(2))), Optional.of(START)));
        assertThat(gate.enter()).isFalse();
        assertThat(gate.closed()).contains(Duration.ofHours(2));

        passes(Duration.ofHours(2));
        assertThat(gate.closed()).isEmpty();
        assertThat(gate.enter()).isTrue();
    }

    @Test
    void knowsTheLargestLimitToldUnlessOneIsConfigured() {
        assertThat(gate.tokensPerMinute()).isEmpty();
        for (long limit : new long[] {100, 300, 200}) {
            gate.learn(new RateLimits(
                    Optional.empty(), Optional.of(new RateLimits.Limit(limit, 0, Duration.ofSeconds(1)))));
        }
        assertThat(gate.tokensPerMinute()).hasValue(300);

        gate.tokensPerMinute(50);
        assertThat(gate.tokensPerMinute()).hasValue(50);
    }
}
