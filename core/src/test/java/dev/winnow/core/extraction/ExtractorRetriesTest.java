package dev.winnow.core.extraction;

import static dev.winnow.core.extraction.Results.failure;
import static dev.winnow.core.extraction.Results.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.outcome.OutcomeKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Optional;
import java.util.Queue;
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
            names = {"SERVER_ERROR", "OVERLOADED", "UNREACHABLE", "REPLY_LOST"})
    void aTransportFailureIsTriedAgainTheSameWay(Kind kind) {
        World world = World.invoices(times(8, failure(kind, 500, "")));
        world.then(text(World.GOOD));

        assertThat(world.reached().outcome().kind()).isEqualTo(OutcomeKind.EXTRACTED);
        assertThat(world.reached().calls()).containsExactly(9L);
        assertThat(world.requests).hasSize(9).containsOnly(world.requests.get(0));
    }

    @Test
    void noWaitIsShorterThanTheServerAsked() {
        World world = World.invoices(times(8, BROKEN));
        world.then(text(World.GOOD));
        world.extract();

        assertThat(world.waits)
                .hasSize(8)
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10)));
    }

    @Test
    void waitsForQuotaUseUpNoRetry() {
        World world = World.invoices(times(20, LIMITED));
        world.then(times(5, BROKEN));
        world.then(times(20, LIMITED));
        world.then(text(World.GOOD));

        assertThat(world.reached().outcome().kind()).isEqualTo(OutcomeKind.EXTRACTED);
        assertThat(world.requests).hasSize(46);
        assertThat(Duration.between(SetClock.START, world.clock.instant())).isGreaterThan(Duration.ofSeconds(45 * 2));
    }

    @Test
    void aLimitOf45SecondsIsWaitedForAndParksNothing() {
        World world = World.invoices(failure(Kind.RATE_LIMITED, 429, Duration.ofSeconds(45)), text(World.GOOD));
        Extractor extractor = world.extractor();

        assertThat(extractor.extract(World.ID, World.DOCUMENT, 1))
                .isCompletedWithValueMatching(extraction -> extraction instanceof Extraction.Reached);
        // a call is got ready a little before its time
        assertThat(world.waits).hasSizeLessThan(3);
        assertThat(world.waits.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofSeconds(45), Duration.ofSeconds(60));
        assertThat(World.gate(extractor, Endpoint.OPENAI).state())
                .isEqualTo(new EndpointGate.State(EndpointGate.Kind.CLOSED, Optional.empty(), Optional.empty()));
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
    void theStopSignalWakesWhoeverWaitsForAParkedEndpoint() {
        World world = World.invoices(failure(Kind.RATE_LIMITED, 429, Duration.ofMinutes(20)));
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
    void aLimitThatLastsLongerThanAnOutageMayStopsTheRun() {
        World world = World.invoices(failure(Kind.RATE_LIMITED, 429, Duration.ofDays(1)));
        String reason =
                "model openai/m is left alone, as its limit of requests per minute asks, until 2026-03-02T12:00:00Z (openai: RATE_LIMITED, HTTP 429): run"
                        + " the same command again then";

        assertThat(world.extract()).isEqualTo(new Extraction.Pending(World.ID, Optional.of(reason)));
        assertThat(world.stop.requested()).isCompletedWithValue(reason);
        assertThat(world.waits).isEmpty();
    }

    @Test
    void waitsForQuotaEndInTheEnd() {
        World world = World.invoices(times(1_000, failure(Kind.RATE_LIMITED, 429, Duration.ofMinutes(1))));

        assertThat(world.extract()).isInstanceOf(Extraction.Pending.class);
        assertThat(world.waits).hasSizeLessThan(64);
        assertThat(world.stop.isRequested()).isTrue();
    }

    @Test
    void anotherKeyIsTriedAtOnce() {
        World world = World.invoices(
                failure(Kind.KEY_REFUSED, 401, ""), failure(Kind.KEY_REFUSED, 401, ""), text(World.GOOD));

        assertThat(world.reached().outcome().kind()).isEqualTo(OutcomeKind.EXTRACTED);
        assertThat(world.waits).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"BAD_KEY", "FORBIDDEN", "UNKNOWN_MODEL", "QUOTA_EXHAUSTED"})
    void whatAllDocumentsWouldFailByStopsTheRunAtOnce(Kind kind) {
        World world = World.invoices(failure(kind, 400, ""));

        assertThat(world.extract()).isInstanceOf(Extraction.Pending.class);
        assertThat(world.stop.requested())
                .isCompletedWithValueMatching(reason -> reason.startsWith("endpoint openai: " + kind + ", HTTP 400: "));
        assertThat(world.requests).hasSize(1);
    }

    @Test
    void anExhaustedBudgetStopsTheRunWithoutACall() {
        World world = World.invoices();
        world.overBudget = Optional.of("12.00 of 12.00 USD");

        assertThat(world.extract()).isEqualTo(new Extraction.Pending(World.ID, Optional.of("12.00 of 12.00 USD")));
        assertThat(world.stop.requested()).isCompletedWithValue("12.00 of 12.00 USD");
        assertThat(world.requests).isEmpty();
    }

    @Test
    void aServerThatWasNeverHeardOfIsGivenUpAfterTheLongestWait() {
        World world = World.invoices(times(1_000, failure(Kind.UNREACHABLE, 0, "")));

        assertThat(world.extract()).isInstanceOf(Extraction.Pending.class);
        assertThat(world.stop.requested().join())
                .isEqualTo(
                        "endpoint openai has answered no call since 2026-03-01T12:00:00Z (openai: UNREACHABLE), and none before: check its base-url and the network, then run"
                                + " the same command again to go on");
        assertThat(Duration.between(SetClock.START, world.clock.instant()))
                .isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
        assertThat(world.requests).hasSizeLessThan(30);
    }

    @Test
    void anAttemptGoesOnAtTheWorkersAfterAWait() {
        World world = World.invoices(LIMITED, text(World.GOOD));
        Queue<Runnable> tasks = new ArrayDeque<>();
        world.workers = tasks::add;
        CompletableFuture<Extraction> extraction = world.start(1);
        assertThat(world.requests).hasSize(1);

        while (!tasks.isEmpty()) {
            assertThat(extraction).isNotDone();
            tasks.remove().run();
        }

        assertThat(extraction).isCompleted();
    }

    @Test
    void whoeverRequestsTheStopWakesNobodyItself() {
        World world = World.invoices(LIMITED);
        world.waiting = new CompletableFuture<>();
        Queue<Runnable> tasks = new ArrayDeque<>();
        world.workers = tasks::add;
        CompletableFuture<Extraction> extraction = world.start(1);

        world.stop.request("asked to stop");
        assertThat(extraction).isNotDone();
        tasks.remove().run();

        assertThat(extraction).isCompleted();
    }
}
