package dev.winnow.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.RateLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottleTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final ModelReply REPLY = new ModelReply(
            "m", ModelReply.FinishReason.STOP, Optional.of("{}"), Optional.empty(), List.of(), Optional.empty());

    private final VirtualTime time = new VirtualTime();
    private final EndpointGate gate = new EndpointGate("e", time);
    private Account account = new Account("a", Optional.of(60L), Optional.empty(), Optional.empty(), Optional.empty());
    private final Timeline timeline = new Timeline(time, time, Runnable::run);
    private final LocalLimit shared = new LocalLimit(timeline);
    private final Throttle throttle =
            new Throttle(Quotas.alone(100), () -> account, shared, gate, Duration.ofMinutes(1), timeline);

    private Ticket enter() {
        CompletableFuture<Optional<Ticket>> turn = throttle.enter(1_000, false);
        time.pass();
        Ticket ticket = turn.join().orElseThrow();
        CompletableFuture<Boolean> placed = throttle.place(ticket);
        time.pass();
        assertThat(placed).isCompletedWithValue(true);
        return ticket;
    }

    private CompletableFuture<Boolean> enterAndPlace(boolean first) {
        return throttle.enter(1_000, first).thenCompose(turn -> throttle.place(turn.orElseThrow()));
    }

    private void end(Ticket ticket, CallResult result, RateLimits limits) {
        throttle.ended(ticket, new Exchange(result, Optional.empty(), limits));
        throttle.recorded(ticket);
    }

    private static CallFailure refused(Duration after) {
        return new CallFailure(CallFailure.Kind.RATE_LIMITED, 429, "", Optional.of(after));
    }

    @Test
    void unitsOfACallThatWasNotSentGoBack() {
        for (int i = 0; i < 100; i++) {
            throttle.unused(throttle.enter(1_000, false).join().orElseThrow());
        }
        assertThat(time.nanos()).isZero();
        assertThat(throttle.state().inFlight()).isZero();
    }

    @Test
    void aRefusalHoldsAllAndItsDocumentGoesFirst() {
        Ticket refused = enter();
        List<String> order = new ArrayList<>();
        var second = enterAndPlace(false).thenAccept(placed -> order.add("second"));
        end(refused, refused(Duration.ofSeconds(30)), RateLimits.NONE);
        var again = enterAndPlace(true).thenAccept(placed -> order.add("again " + time.instant()));

        ThrottleState state = throttle.state();
        assertThat(state.waiting()).isEqualTo(2);
        ThrottleState.Wait wait = state.waitsFor().orElseThrow();
        assertThat(wait.limit()).isEqualTo(LimitKind.REQUESTS_PER_MINUTE);
        assertThat(wait.until()).isEqualTo(START.plusSeconds(30));
        assertThat(wait.last()).as("one more, at 60 a minute").isBetween(START.plusSeconds(31), START.plusSeconds(32));
        assertThat(state.limits().get(0).heldUntil()).contains(START.plusSeconds(30));

        time.pass();
        assertThat(CompletableFuture.allOf(second, again)).isCompleted();
        assertThat(order).containsExactly("again " + START.plusSeconds(30), "second");
    }

    @Test
    void saysHowLongAllOfThemWaitForTokens() {
        account = new Account("a", Optional.empty(), Optional.of(60_000L), Optional.empty(), Optional.empty());
        end(enter(), REPLY, RateLimits.NONE);
        for (int i = 0; i < 11; i++) {
            enterAndPlace(false);
        }

        ThrottleState state = throttle.state();
        assertThat(state.waiting()).isEqualTo(11);
        ThrottleState.Wait wait = state.waitsFor().orElseThrow();
        assertThat(wait.limit()).isEqualTo(LimitKind.TOKENS_PER_MINUTE);
        assertThat(Duration.between(wait.until(), wait.last()))
                .as("ten more of 1,000 tokens each, at 60,000 a minute")
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
    }

    @Test
    void aDayThatIsUsedUpParksTheTargetAndSendsAllAway() {
        RateLimits.Limit told = new RateLimits.Limit(200, 0, Duration.ofHours(5));
        Ticket last = enter();
        end(last, REPLY, new RateLimits(Optional.of(told), Optional.empty()));

        CompletableFuture<Optional<Ticket>> turn = throttle.enter(1_000, false);

        assertThat(turn.join()).isEmpty();
        Instant until = throttle.parked().orElseThrow();
        assertThat(until).isAfter(START.plus(Duration.ofMinutes(30)));
        ThrottleState state = throttle.state();
        assertThat(state.parkedUntil()).contains(until);
        assertThat(state.held().orElseThrow().kind()).isEqualTo(LimitKind.REQUESTS_PER_DAY);
        assertThat(gate.state().kind()).as("of another model that says nothing").isEqualTo(EndpointGate.Kind.CLOSED);
    }

    @Test
    void anotherProcessSeesForItselfAfterTenMinutes() {
        end(enter(), refused(Duration.ofHours(1)), RateLimits.NONE);
        Throttle another = new Throttle(
                Quotas.alone(100), () -> account, shared, new EndpointGate("e", time), Duration.ofMinutes(1), timeline);
        long refusedAt = time.nanos();

        CompletableFuture<Boolean> placed =
                another.enter(1_000, false).thenCompose(turn -> another.place(turn.orElseThrow()));
        time.pass();

        assertThat(placed).isCompletedWithValue(true);
        assertThat(Duration.ofNanos(time.nanos() - refusedAt)).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
    }

    @Test
    void lateNewsOfAnotherKeyChangesNothing() {
        Ticket old = enter();
        account = new Account("b", Optional.of(60L), Optional.empty(), Optional.empty(), Optional.empty());
        enter();

        end(old, refused(Duration.ofSeconds(30)), RateLimits.NONE);

        assertThat(throttle.state().limits().get(0).heldUntil()).isEmpty();
    }

    @Test
    void aConfiguredDayIsUsedAsFastAsIsWantedAndThenOver() {
        account = new Account("a", Optional.empty(), Optional.empty(), Optional.of(50L), Optional.empty());

        for (int i = 0; i < 50; i++) {
            end(enter(), REPLY, RateLimits.NONE);
        }
        assertThat(time.nanos()).isZero();

        assertThat(throttle.enter(1_000, false).join()).isEmpty();
        assertThat(throttle.parked()).isPresent();
        assertThat(throttle.state().held().orElseThrow().text()).isEqualTo("50 requests per day");
    }

    @Test
    void anotherKeyEndsThePause() {
        end(enter(), refused(Duration.ofHours(5)), RateLimits.NONE);
        assertThat(throttle.parked()).contains(START.plus(Duration.ofHours(5)));

        account = new Account("b", Optional.of(60L), Optional.empty(), Optional.empty(), Optional.empty());
        time.after(Duration.ofSeconds(2));
        time.pass();

        assertThat(throttle.parked()).isEmpty();
        end(enter(), REPLY, RateLimits.NONE);
    }

    @Test
    void lateNewsOfAnotherKeyParksNothing() {
        Ticket old = enter();
        account = new Account("b", Optional.of(60L), Optional.empty(), Optional.empty(), Optional.empty());
        enter();

        end(old, refused(Duration.ofHours(5)), RateLimits.NONE);

        assertThat(throttle.parked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMinuteThatIsUsedUpLeavesTheDayAlone(boolean told) {
        account = new Account("a", Optional.of(60L), Optional.empty(), Optional.of(50_000L), Optional.empty());
        RateLimits.Limit minute = new RateLimits.Limit(60, 0, Duration.ofSeconds(1));
        RateLimits limits = told ? new RateLimits(Optional.of(minute), Optional.empty()) : RateLimits.NONE;
        for (int i = 0; i < 60; i++) {
            end(
                    enter(),
                    i % 20 == 10 ? refused(Duration.ofSeconds(1)) : REPLY,
                    i % 20 == 10 ? limits : RateLimits.NONE);
        }
        assertThat(time.instant()).isBefore(START.plusSeconds(90));
        assertThat(throttle.state().limits())
                .filteredOn(limit -> limit.kind().ofDay())
                .allMatch(limit -> limit.heldUntil().isEmpty());
    }

    @Test
    void whoComesAfterALongWaitGetsATurnThoughNoCallEnds() {
        for (int i = 0; i < 3; i++) {
            end(enter(), REPLY, RateLimits.NONE);
        }
        end(enter(), refused(Duration.ofMinutes(5)), RateLimits.NONE);
        assertThat(throttle.enter(1_000, false).join()).isEmpty();
        assertThat(throttle.parked()).isPresent();

        var later = time.after(Duration.ofMinutes(6))
                .thenCompose(passed -> CompletableFuture.allOf(
                        enterAndPlace(false), enterAndPlace(false), enterAndPlace(false), enterAndPlace(false)));
        time.pass();

        assertThat(later).isCompleted();
    }

    @Test
    void anotherKeyIsAnotherLimit() {
        end(enter(), refused(Duration.ofSeconds(50)), RateLimits.NONE);
        List<Instant> turns = new ArrayList<>();
        var first = throttle.enter(1_000, false).thenAccept(turn -> turns.add(time.instant()));
        assertThat(first).isNotDone();

        account = new Account("b", Optional.of(60L), Optional.empty(), Optional.empty(), Optional.empty());
        var second = time.after(Duration.ofSeconds(2)).thenCompose(passed -> throttle.enter(1_000, false));
        time.pass();

        assertThat(CompletableFuture.allOf(first, second)).isCompleted();
        assertThat(turns).containsExactly(START.plusSeconds(2));
    }

    @Test
    void whoWaitsWhileTheCircuitOpensIsSentAway() {
        enter();
        CompletableFuture<Optional<Ticket>> waits = throttle.enter(1_000, false);
        assertThat(waits).isNotDone();

        gate.park(Duration.ofSeconds(10));

        assertThat(waits.join()).isEmpty();
        assertThat(throttle.state().waiting()).isZero();
    }
}
