package dev.winnow.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private Ticket sent() {
        Ticket ticket = ticket();
        assertThat(throttle.place(ticket)).isCompletedWithValue(true);
        return ticket;
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

        throttle.ended(first, Exchange.of(REPLY));

        assertThat(second.join()).isTrue();
        assertThat(third.join()).isPresent();
        assertThat(throttle.state().inFlight()).isEqualTo(1);
    }

    @Test
    void aCallThatIsReadyIsSentWhenAReplyIsOnRecord() {
        Ticket first = sent();
        throttle.ended(first, Exchange.of(REPLY));
        Ticket second = sent();
        throttle.ended(second, Exchange.of(REPLY));
        CompletableFuture<Boolean> third = throttle.place(ticket());
        assertThat(third).as("two are not on record, at one place").isNotDone();

        throttle.recorded(first);

        assertThat(third).isCompletedWithValue(true);
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
            places.recorded();
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

    /** Calls that have all their places taken, one after the other, until it grows no more. */
    private static Places grown(int most) {
        Places places = new Places(most);
        while (places.limit() < most) {
            int begun = 0;
            while (places.free()) {
                places.granted();
                places.sent();
                begun++;
            }
            for (int i = 0; i < begun; i++) {
                places.ended(REPLY, 0, 1_000_000, 0, true);
                places.recorded();
            }
        }
        return places;
    }

    @Test
    void onlyFewRepliesMayBeOnTheirWayToTheRecordWhileOthersAreSent() {
        Places places = grown(64);
        int sent = 0;
        while (places.free() && sent < 200) {
            places.granted();
            places.sent();
            sent++;
            if (sent > 10) {
                places.ended(REPLY, 0, 1_000_000, 0, true);
            }
        }
        assertThat(sent).as("54 would be empty").isEqualTo(64 + 8);
        assertThat(admitted(places)).as("got ready, though 10 are in flight").isLessThanOrEqualTo(64);

        places.recorded();
        assertThat(places.free()).isTrue();
    }

    @Test
    void growsAlthoughRepliesAreOnTheirWayToTheRecordAllTheTime() {
        Places places = new Places(512);
        int lag = 0;
        for (int i = 0; i < 100_000; i++) {
            while (places.free()) {
                places.granted();
                places.sent();
            }
            places.ended(REPLY, 0, 1_000_000, 0, true);
            lag++;
            if (lag > places.limit() / 4) {
                places.recorded();
                lag--;
            }
        }
        assertThat(places.limit()).isEqualTo(512);
    }

    private static int limitAfter(CallFailure.Kind kind, int status, int failures) {
        Places places = grown(64);
        for (int i = 0; i < 64; i++) {
            places.granted();
            places.sent();
        }
        CallFailure failure = new CallFailure(kind, status, "", Optional.empty());
        for (int i = 0; i < failures; i++) {
            places.ended(failure, 2_000_000, 3_000_000, 0, true);
        }
        return places.limit();
    }

    @Test
    void aServerThatHasTooManyCallsGetsHalf() {
        assertThat(limitAfter(CallFailure.Kind.OVERLOADED, 503, 1)).isEqualTo(32);
    }

    @ParameterizedTest
    @CsvSource({"SERVER_ERROR, 500", "REPLY_LOST, 0"})
    void aServerThatFailsManyGetsFewer(CallFailure.Kind kind, int status) {
        assertThat(limitAfter(kind, status, 2)).isEqualTo(64);
        assertThat(limitAfter(kind, status, 10)).isLessThan(64);
    }

    @ParameterizedTest
    @CsvSource({"RATE_LIMITED, 429", "UNREACHABLE, 0", "REJECTED, 400"})
    void whatSaysNothingOfItsLoadTakesNoPlacesAway(CallFailure.Kind kind, int status) {
        assertThat(limitAfter(kind, status, 60)).isEqualTo(64);
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
