package dev.winnow.core.extraction;

import static dev.winnow.core.extraction.Results.failure;
import static dev.winnow.core.extraction.Results.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.extraction.Extraction.Suspect.Proof;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.outcome.OutcomeKind;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExtractorRetriesTest {

    private static final CallFailure BROKEN = failure(Kind.SERVER_ERROR, 503, Duration.ofSeconds(2));
    private static final CallFailure LIMITED = failure(Kind.RATE_LIMITED, 429, Duration.ofSeconds(2));

    private static CallFailure[] times(int number, CallFailure failure) {
        return Collections.nCopies(number, failure).toArray(CallFailure[]::new);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"SERVER_ERROR", "UNREACHABLE", "REPLY_LOST"})
    void aTransportFailureIsTriedEightTimesMoreAndMakesASuspectThen(Kind kind) {
        World world = World.invoices(times(9, failure(kind, 500, "")));

        assertThat(world.extract()).isInstanceOfSatisfying(Extraction.Suspect.class, suspect -> {
            assertThat(suspect.proof()).isEqualTo(Proof.LATER_SUCCESS);
            assertThat(suspect.verdict().outcome()).isEqualTo(new Outcome.Failed(kind + ", HTTP 500"));
        });
        assertThat(world.requests).hasSize(9).containsOnly(world.requests.get(0));
        assertThat(world.waits).hasSize(8);
    }

    @Test
    void noWaitIsShorterThanTheServerAsked() {
        World world = World.invoices(times(9, BROKEN));
        world.extract();

        assertThat(world.waits)
                .hasSize(8)
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10)));
    }

    @Test
    void aSuccessAfterEightFailuresCounts() {
        World world = World.invoices(times(8, BROKEN));
        world.then(text(World.GOOD));

        assertThat(world.reached().outcome().kind()).isEqualTo(OutcomeKind.EXTRACTED);
        assertThat(world.reached().calls()).containsExactly(9L);
    }

    @Test
    void waitsForQuotaUseUpNoRetry() {
        World world = World.invoices(times(20, LIMITED));
        world.then(times(5, BROKEN));
        world.then(times(20, LIMITED));
        world.then(text(World.GOOD));

        assertThat(world.reached().outcome().kind()).isEqualTo(OutcomeKind.EXTRACTED);
        assertThat(world.waits)
                .hasSize(45)
                .filteredOn(wait -> wait.compareTo(Duration.ofSeconds(2)) >= 0)
                .hasSize(45);
    }

    @Test
    void theStopSignalWakesAWaitAndLeavesTheDocumentPending() {
        World world = World.invoices(LIMITED);
        world.waiting = new CompletableFuture<>();
        CompletableFuture<Extraction> extraction = world.start(1);
        assertThat(extraction).isNotDone();

        world.stop.request("asked to stop");

        assertThat(extraction).isCompletedWithValue(new Extraction.Pending(World.ID, Optional.empty()));
        assertThat(world.requests).hasSize(1);
    }

    @Test
    void noCallBeginsAfterTheStopSignal() {
        World world = World.invoices();
        world.stop.request("asked to stop");

        assertThat(world.extract()).isEqualTo(new Extraction.Pending(World.ID, Optional.empty()));
        assertThat(world.events).isEmpty();
    }

    @Test
    void aReplyThatIsOnItsWayIsStillUsed() {
        World world = World.invoices(text(World.GOOD));
        world.closing = new CompletableFuture<>();
        CompletableFuture<Extraction> extraction = world.start(1);

        world.stop.request("asked to stop");
        world.closing.complete(null);

        assertThat(extraction.join()).isInstanceOf(Extraction.Reached.class);
    }

    @Test
    void noCorrectionIsAskedForAfterTheStopSignal() {
        World world = World.invoices(text("wrong"));
        world.closing = new CompletableFuture<>();
        CompletableFuture<Extraction> extraction = world.start(1);

        world.stop.request("asked to stop");
        world.closing.complete(null);

        assertThat(extraction).isCompletedWithValue(new Extraction.Pending(World.ID, Optional.empty()));
        assertThat(world.requests).hasSize(1);
    }

    @Test
    void aLimitThatLastsTooLongStopsTheRun() {
        World world = World.invoices(failure(Kind.RATE_LIMITED, 429, Duration.ofDays(1)));

        assertThat(world.extract())
                .isInstanceOfSatisfying(
                        Extraction.Pending.class,
                        pending -> assertThat(pending.stop()).isPresent());
        assertThat(world.waits).isEmpty();
    }

    @Test
    void waitsForQuotaEndInTheEnd() {
        World world = World.invoices(times(1_000, failure(Kind.RATE_LIMITED, 429, Duration.ofMinutes(1))));

        assertThat(world.extract()).isInstanceOf(Extraction.Pending.class);
        assertThat(world.waits).hasSizeLessThan(11);
    }
}
