package dev.winnow.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final ModelReply REPLY = new ModelReply(
            "m", ModelReply.FinishReason.STOP, Optional.of("{}"), Optional.empty(), List.of(), Optional.empty());

    private final VirtualTime time = new VirtualTime();
    private final EndpointGate gate = new EndpointGate("e", time);
    private final Account account =
            new Account("a", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private final Timeline timeline = new Timeline(time, time, Runnable::run);
    private final Throttle throttle = new Throttle(
            Quotas.alone(1), () -> account, new LocalLimit(timeline), gate, Duration.ofMinutes(1), timeline);

    private Ticket ticket() {
        return throttle.enter(1_000, false).join().orElseThrow();
    }

    private void end(Ticket ticket, CallResult result) {
        throttle.ended(ticket, Exchange.of(result));
    }

    @Test
    void aCallThatIsReadyTakesThePlaceOfTheOneThatEnds() {
        Ticket first = ticket();
        assertThat(throttle.place(first).join()).isTrue();
        CompletableFuture<Boolean> second = throttle.place(ticket());
        CompletableFuture<Optional<Ticket>> third = throttle.enter(1_000, false);

        assertThat(second).isNotDone();
        assertThat(third).isNotDone();
        assertThat(throttle.state().inFlight()).isEqualTo(1);

        end(first, REPLY);

        assertThat(second.join()).isTrue();
        assertThat(third.join()).isPresent();
        assertThat(throttle.state().inFlight()).isEqualTo(1);
    }

    @Test
    void noMoreAreReadyThanItTakes() {
        Places places = new Places(100);

        rounds(places, 0);
        assertThat(admitted(places)).as("a place was empty each time").isEqualTo(2 * places.limit());

        rounds(places, 5);
        assertThat(admitted(places)).as("five were ready each time").isLessThan(places.limit() * 3 / 2);
    }

    private static void rounds(Places places, int ready) {
        for (int i = 0; i < 2_000; i++) {
            places.granted();
            places.sent();
            places.ended(REPLY, 0, 1_000_000, ready, true);
        }
    }

    private static int admitted(Places places) {
        int admitted = 0;
        while (places.admit()) {
            places.granted();
            admitted++;
        }
        for (int i = 0; i < admitted; i++) {
            places.unused();
        }
        return admitted;
    }

    @Test
    void whoIsReadyWhileTheCircuitOpensIsNotSent() {
        throttle.place(ticket());
        Ticket ready = ticket();
        CompletableFuture<Boolean> place = throttle.place(ready);

        gate.park(Duration.ofSeconds(10));

        assertThat(place.join()).isFalse();
        throttle.unused(ready);
        assertThat(throttle.state().inFlight()).isEqualTo(1);
    }
}
