package dev.winnow.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.limit.EndpointGate.Kind;
import dev.winnow.core.limit.EndpointGate.State;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.ModelReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class EndpointGateTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private Instant now = START;
    /** What happens the next time somebody looks at the clock. */
    private Optional<Runnable> whenAsked = Optional.empty();

    private final EndpointGate gate = new EndpointGate("a", new Clock() {
        @Override
        public Instant instant() {
            Optional<Runnable> meanwhile = whenAsked;
            whenAsked = Optional.empty();
            meanwhile.ifPresent(Runnable::run);
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

    private static final CallFailure HUNG =
            new CallFailure(CallFailure.Kind.REPLY_LOST, 0, CallFailure.TIMEOUT, Optional.empty());
    private static final ModelReply REPLY = new ModelReply(
            "m", ModelReply.FinishReason.STOP, Optional.of("{}"), Optional.empty(), List.of(), Optional.empty());

    private void fails(int times) {
        for (int i = 0; i < times; i++) {
            gate.ended(permit(), failure(CallFailure.Kind.SERVER_ERROR));
        }
    }

    private Permit permit() {
        return gate.enter().orElseThrow();
    }

    private List<Permit> permits(int number) {
        return Stream.generate(this::permit).limit(number).toList();
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
        assertThat(gate.enter()).isEmpty();
        assertThat(gate.closed()).contains(Duration.ofMillis(5_001));

        passes(Duration.ofMillis(5_001));
        List<Permit> trials = permits(3);
        assertThat(gate.enter()).isEmpty();
        assertThat(gate.state().kind()).isEqualTo(Kind.HALF_OPEN);
        trials.forEach(trial -> gate.ended(trial, REPLY));

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
            gate.ended(permit(), i % 3 == 0 ? failure(CallFailure.Kind.REPLY_LOST) : REPLY);
        }
        assertThat(gate.state().kind()).isEqualTo(Kind.CLOSED);
    }

    @Test
    void callsThatHungWhileLaterOnesWereAnsweredOpenNothing() {
        List<Permit> hanging = permits(20);
        gate.ended(permit(), REPLY);
        hanging.forEach(permit -> gate.ended(permit, HUNG));
        assertThat(gate.state().kind()).isEqualTo(Kind.CLOSED);

        permits(20).forEach(permit -> gate.ended(permit, HUNG));
        assertThat(gate.state().kind()).isEqualTo(Kind.OPEN);
    }

    @Test
    void callsThatWaitedForTheirTurnWhileOthersWereAnsweredCountWhenTheyFail() {
        List<Permit> waiting = permits(20);
        gate.ended(permit(), REPLY);
        waiting.forEach(permit -> {
            gate.sent(permit);
            gate.ended(permit, HUNG);
        });
        assertThat(gate.state().kind()).isEqualTo(Kind.OPEN);
    }

    @Test
    void callsThatBreakOffOpenThoughLaterOnesWereAnswered() {
        List<Permit> reset = permits(20);
        gate.ended(permit(), REPLY);
        reset.forEach(permit -> gate.ended(permit, failure(CallFailure.Kind.REPLY_LOST)));
        assertThat(gate.state().kind()).isEqualTo(Kind.OPEN);
    }

    @Test
    void aTrialThatHungWhileLaterOnesWereAnsweredAllowsAnother() {
        fails(10);
        passes(Duration.ofSeconds(6));
        List<Permit> trials = permits(3);
        gate.ended(trials.get(1), REPLY);
        gate.ended(trials.get(2), REPLY);
        gate.ended(trials.get(0), HUNG);
        assertThat(gate.state().kind()).isEqualTo(Kind.HALF_OPEN);

        gate.ended(permit(), REPLY);
        assertThat(gate.state().kind()).isEqualTo(Kind.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SERVER_ERROR", "OVERLOADED", "UNREACHABLE", "REPLY_LOST"})
    void whatTheServerAnswersOnPurposeOpensNothing(CallFailure.Kind kind) {
        for (int i = 0; i < 100; i++) {
            gate.ended(permit(), failure(kind));
        }
        assertThat(gate.state().kind()).isEqualTo(Kind.CLOSED);
        assertThat(gate.heardOf()).isTrue();
    }

    @Test
    void whatWasNeverSentSaysNothing() {
        fails(3);
        gate.ended(permit(), CallFailure.unsendable());

        assertThat(gate.state().downSince()).contains(START);
    }

    @Test
    void aServerInTroubleIsThereAllTheSame() {
        fails(1);

        assertThat(gate.heardOf()).isTrue();
    }

    @Test
    void aLimitedTrialAllowsAnother() {
        fails(10);
        passes(Duration.ofSeconds(6));
        for (int i = 0; i < 20; i++) {
            gate.ended(permit(), failure(CallFailure.Kind.RATE_LIMITED));
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
        assertThat(gate.enter()).isEmpty();
        assertThat(gate.closed()).contains(Duration.ofHours(2));

        passes(Duration.ofHours(2));
        assertThat(gate.closed()).isEmpty();
        assertThat(gate.enter()).isPresent();
    }

    @Test
    void aShorterPauseDoesNotEndALongerOne() {
        gate.park(Duration.ofHours(2));
        gate.park(Duration.ofMinutes(1));

        assertThat(gate.closed()).contains(Duration.ofHours(2));
    }

    @ParameterizedTest
    @EnumSource(
            value = CallFailure.Kind.class,
            names = {"RATE_LIMITED", "REJECTED", "SERVER_ERROR"})
    void callsFromBeforeTheOutageAreNoTrials(CallFailure.Kind late) {
        List<Permit> before = permits(512);
        fails(10);
        passes(Duration.ofSeconds(6));
        Permit first = permit();
        before.forEach(permit -> gate.ended(permit, failure(late)));
        assertThat(gate.state().kind()).isEqualTo(Kind.HALF_OPEN);

        List<Permit> others = permits(2);
        assertThat(gate.enter()).isEmpty();
        gate.ended(first, REPLY);
        others.forEach(trial -> gate.ended(trial, REPLY));
        assertThat(gate.state().kind()).isEqualTo(Kind.CLOSED);
    }

    @Test
    void aPermitCountsOnce() {
        fails(10);
        passes(Duration.ofSeconds(6));
        Permit trial = permit();
        gate.released(trial);
        gate.released(trial);
        gate.released(Permit.NONE);

        permits(3);
        assertThat(gate.enter()).isEmpty();
    }

    @Test
    void aSuccessThatComesWhileAFailureIsNotedEndsTheOutage() throws InterruptedException {
        Thread success = new Thread(() -> gate.ended(Permit.NONE, REPLY));
        whenAsked = Optional.of(() -> {
            success.start();
            while (success.getState() != Thread.State.TERMINATED && success.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
        });
        gate.ended(Permit.NONE, failure(CallFailure.Kind.SERVER_ERROR));
        success.join();

        assertThat(gate.state().downSince()).isEmpty();
    }
}
