package dev.winnow.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Calls are on record before their time has come, and sent exactly at it. */
class EvenSendingTest {

    private static final long MILLISECOND = 1_000_000;
    private static final ModelReply REPLY = new ModelReply(
            "m", ModelReply.FinishReason.STOP, Optional.of("{}"), Optional.empty(), List.of(), Optional.empty());
    /** One in 101 ms. */
    private static final Account ACCOUNT =
            new Account("a", Optional.of(600L), Optional.empty(), Optional.empty(), Optional.empty());

    private final VirtualTime time = new VirtualTime();
    private final EndpointGate gate = new EndpointGate("e", time);
    private final Timeline timeline = new Timeline(time, time, Runnable::run);
    private final Throttle throttle = new Throttle(
            Quotas.alone(100), () -> ACCOUNT, new LocalLimit(timeline), gate, Duration.ofMinutes(1), timeline);

    private final List<Ticket> granted = new ArrayList<>();
    private final List<Long> sent = new ArrayList<>();

    /** The journal commits what it has each so often. */
    private void call(Duration commits) {
        throttle.enter(1_000, false).thenAccept(turn -> {
            Ticket ticket = turn.orElseThrow();
            granted.add(ticket);
            time.after(
                    commits.toNanos() - time.nanos() % commits.toNanos(),
                    () -> throttle.place(ticket).thenAccept(placed -> {
                        sent.add(time.nanos() / MILLISECOND);
                        time.after(MILLISECOND, () -> {
                            throttle.ended(ticket, Exchange.of(REPLY));
                            throttle.recorded(ticket);
                        });
                    }));
        });
    }

    private void calls(int number, Duration commits) {
        for (int i = 0; i < number; i++) {
            call(commits);
        }
    }

    private List<Long> gaps() {
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < sent.size(); i++) {
            gaps.add(sent.get(i) - sent.get(i - 1));
        }
        return gaps;
    }

    @Test
    void callsThatAreReadyInBunchesAreSentEvenly() {
        calls(60, Duration.ofMillis(350));
        time.pass();

        assertThat(sent).hasSize(60);
        assertThat(gaps()).allMatch(gap -> gap <= 102);
        // the first is late, and that much is caught up with
        assertThat(gaps().subList(1, 59)).allMatch(gap -> gap >= 101);
    }

    @Test
    void onlyWhatIsSoonToBeSentIsGotReady() {
        calls(60, Duration.ofMillis(10));

        assertThat(granted)
                .as("one that may be sent, and less than two in 100 ms")
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aCallThatWaitsForItsTimeIsSentAwayWhereTheRunStops() {
        Ticket first = throttle.enter(1_000, false).join().orElseThrow();
        assertThat(throttle.place(first).join()).isTrue();
        List<CompletableFuture<Boolean>> places = new ArrayList<>();
        var turn = throttle.enter(1_000, false).thenAccept(ticket -> {
            granted.add(ticket.orElseThrow());
            places.add(throttle.place(ticket.get()));
        });
        time.after(90 * MILLISECOND, () -> {
            assertThat(places.get(0)).isNotDone();
            assertThat(throttle.state().waiting()).isEqualTo(1);
            throttle.flush();
            assertThat(places.get(0).join()).isFalse();
            throttle.unused(granted.get(0));
            calls(1, Duration.ofMillis(5));
        });
        time.pass();

        assertThat(turn).isCompleted();
        assertThat(sent).as("in its stead").containsExactly(102L);
        assertThat(throttle.state().waiting()).isZero();
    }

    @Test
    void aHoldKeepsBackWhatIsReadyToo() {
        Ticket refused = throttle.enter(1_000, false).join().orElseThrow();
        assertThat(throttle.place(refused).join()).isTrue();
        calls(2, Duration.ofMillis(10));
        time.after(
                50 * MILLISECOND,
                () -> throttle.ended(
                        refused,
                        Exchange.of(new CallFailure(
                                CallFailure.Kind.RATE_LIMITED, 429, "", Optional.of(Duration.ofSeconds(2))))));
        time.pass();

        assertThat(sent).hasSize(2);
        assertThat(sent.get(0)).isEqualTo(2_050);
        assertThat(sent.get(1)).isGreaterThan(2_150);
    }
}
