package dev.winnow.core.extraction;

import static dev.winnow.core.extraction.Results.failure;
import static dev.winnow.core.extraction.Results.refusal;
import static dev.winnow.core.extraction.Results.reply;
import static dev.winnow.core.extraction.Results.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.limit.Account;
import dev.winnow.core.limit.Bounds;
import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.limit.Quotas;
import dev.winnow.core.limit.TargetStanding;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelReply.FinishReason;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.Origin;
import dev.winnow.core.model.RateLimits;
import dev.winnow.core.model.Target;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.outcome.OutcomeKind;
import dev.winnow.core.validation.Violation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RouteTest {

    private static final Endpoint A = Endpoint.named("a", URI.create("https://a.example/v1"));
    private static final Endpoint B = Endpoint.named("b", URI.create("https://b.example/v1"));
    private static final ModelReply WRONG = text("{\"number\": \"7\", \"total\": 0}");
    private static final ModelReply GOOD = text(World.GOOD);
    private static final CallFailure PARKING = failure(Kind.RATE_LIMITED, 429, Duration.ofHours(2));

    private final World world = World.route(target(A, 100_000), target(B, 200_000));

    private static ModelProfile model(int window) {
        return ModelProfile.unknown("m")
                .with(new ModelProfile.Limits(Optional.of(window), Optional.of(2 * World.LIMIT), Origin.of("test")));
    }

    private static Target target(Endpoint endpoint, int window) {
        return Target.of(endpoint, model(window), World.LIMIT);
    }

    private OutcomeKind outcome() {
        return world.reached().outcome().kind();
    }

    static Stream<CallResult> whatSendsADocumentOn() {
        return Stream.of(
                refusal(FinishReason.STOP, "", "no"),
                reply(FinishReason.CONTENT_FILTER, ""),
                reply(FinishReason.UNKNOWN, ""),
                failure(Kind.FILTERED, 400, "content_filter"),
                failure(Kind.REJECTED, 400, "invalid_value"),
                failure(Kind.TOO_LONG, 400, "context_length_exceeded"));
    }

    @ParameterizedTest
    @MethodSource("whatSendsADocumentOn")
    void whatOneModelDoesNotTakeGoesToTheNext(CallResult result) {
        world.then(A, result);
        world.then(B, GOOD);

        assertThat(outcome()).isEqualTo(OutcomeKind.EXTRACTED);
        assertThat(world.asked()).containsExactly("a/m", "b/m");
        assertThat(world.requests.get(1).messages())
                .isEqualTo(world.requests.get(0).messages());
    }

    @Test
    void eachModelIsCorrectedTwiceAndTheNextOneBeginsAfresh() {
        world.then(A, WRONG, text("{}"), WRONG);
        world.then(B, WRONG, WRONG, GOOD);

        assertThat(world.reached().calls()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(world.asked()).containsExactly("a/m", "a/m", "a/m", "b/m", "b/m", "b/m");
        assertThat(world.requests)
                .extracting(request -> request.messages().size())
                .containsExactly(2, 4, 4, 2, 4, 4);
    }

    @Test
    void whatIsInvalidAtTheLastModelHasItsViolations() {
        world.then(A, text("{}"), text("{}"), text("{}"));
        world.then(B, WRONG, WRONG, WRONG);

        assertThat(world.reached().outcome())
                .isEqualTo(new Outcome.Invalid(List.of(new Violation("total", "Positive", "must be greater than 0"))));
    }

    @Test
    void whatTheFirstModelDecidedStandsWhereTheNextBringsNoReply() {
        world.then(A, WRONG, WRONG, WRONG);
        world.then(B, failure(Kind.TOO_LONG, 400, "context_length_exceeded"));

        Extraction.Reached reached = world.reached();
        assertThat(reached.outcome().kind()).isEqualTo(OutcomeKind.INVALID);
        assertThat(reached.calls()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aCutReplyIsAskedForOnceMoreWithAsMuchAsTheModelGives() {
        world.then(A, reply(FinishReason.LENGTH, "{"), reply(FinishReason.LENGTH, "{"));

        assertThat(world.reached().outcome()).isEqualTo(new Outcome.Truncated(2 * World.LIMIT));
        assertThat(world.requests).extracting(ModelRequest::maxOutputTokens).containsExactly(100, 200);
    }

    @Test
    void aCutReplyIsTruncatedAtOnceWhereNoLargerLimitIsTaken() {
        World full = World.route(Target.of(A, model(100_000), 2 * World.LIMIT));
        full.then(A, reply(FinishReason.LENGTH, "{"));

        assertThat(full.reached().outcome()).isEqualTo(new Outcome.Truncated(2 * World.LIMIT));
    }

    @Test
    void aLimitOfTwoHoursParksTheModelAndTheNextIsAsked() {
        world.then(A, PARKING);
        world.then(B, GOOD, GOOD);
        Extractor extractor = world.extractor();

        extractor.extract(World.ID, World.DOCUMENT, 1).join();
        Extraction second = extractor.extract(World.ID, World.DOCUMENT, 2).join();

        assertThat(second).isInstanceOf(Extraction.Reached.class);
        assertThat(world.asked()).containsExactly("a/m", "b/m", "b/m");
        assertThat(world.waits).isEmpty();
        EndpointGate.State state = World.standing(extractor).state();
        assertThat(state.kind()).isEqualTo(EndpointGate.Kind.PARKED);
        assertThat(state.until()).contains(SetClock.START.plus(Duration.ofHours(2)));
        assertThat(world.stop.isRequested()).isFalse();
    }

    @Test
    void aLimitOfOneModelLeavesAnotherAtTheSameEndpoint() {
        World shared = World.route(target(A, 100_000), Target.of(A, ModelProfile.unknown("n"), World.LIMIT));
        shared.then(A, PARKING, GOOD, GOOD);
        Extractor extractor = shared.extractor();

        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThat(extractor.extract(World.ID, World.DOCUMENT, attempt).join())
                    .isInstanceOf(Extraction.Reached.class);
        }

        assertThat(shared.asked()).containsExactly("a/m", "a/n", "a/n");
        assertThat(World.gate(extractor, A).state().kind()).isEqualTo(EndpointGate.Kind.CLOSED);
        assertThat(shared.waits).isEmpty();
        assertThat(shared.stop.isRequested()).isFalse();
    }

    @Test
    void aPauseThatTheServerItselfAsksForIsOfAllItsModels() {
        World shared = World.route(target(A, 100_000), Target.of(A, ModelProfile.unknown("n"), World.LIMIT));
        shared.then(A, failure(Kind.OVERLOADED, 503, Duration.ofHours(2)));

        assertThat(shared.extract()).isInstanceOf(Extraction.Pending.class);
        assertThat(shared.asked()).containsExactly("a/m");
        assertThat(shared.stop.requested().join()).startsWith("endpoint a is left alone, as it asks, until ");
    }

    @Test
    void aReplayAfterAFailoverAsksNobodyAgain() {
        world.then(A, PARKING);
        world.then(B, WRONG, GOOD);
        world.extract();
        assertThat(world.requests).hasSize(3);

        assertThat(outcome()).isEqualTo(OutcomeKind.EXTRACTED);
        assertThat(world.requests).hasSize(3);
    }

    @Test
    void anAnsweredRequestNeedsNoOpenGate() {
        world.then(A, GOOD);
        world.extract();
        Extractor later = world.extractor();
        World.gate(later, A).park(Duration.ofMinutes(10));
        World.gate(later, B).park(Duration.ofMinutes(10));

        assertThat(later.extract(World.ID, World.DOCUMENT, 1)).isCompleted();
        assertThat(world.waits).isEmpty();
    }

    @Test
    void aDocumentThatWasPassedOnWaitsForALaterStageAndNotForAnEarlierOne() {
        world.then(A, PARKING);
        world.then(B, refusal(FinishReason.STOP, "", "no"));

        assertThat(outcome()).isEqualTo(OutcomeKind.REFUSED);
        assertThat(world.waits).isEmpty();
    }

    @Test
    void anEscalationWaitsForAnEndpointThatIsBackSoon() {
        Extractor extractor = world.extractor();
        World.gate(extractor, B).park(Duration.ofMinutes(10));
        world.then(A, refusal(FinishReason.STOP, "", "no"));
        world.then(B, GOOD);

        assertThat(extractor.extract(World.ID, World.DOCUMENT, 1).join())
                .isInstanceOfSatisfying(
                        Extraction.Reached.class,
                        reached -> assertThat(reached.outcome().kind()).isEqualTo(OutcomeKind.EXTRACTED));
        assertThat(world.waits).hasSize(1);
    }

    @Test
    void anEscalationToAnEndpointThatIsAwayForLongIsSetAside() {
        Extractor extractor = world.extractor();
        World.gate(extractor, B).park(Duration.ofHours(10));
        world.then(A, WRONG, WRONG, WRONG);

        assertThat(extractor.extract(World.ID, World.DOCUMENT, 1).join())
                .isInstanceOfSatisfying(
                        Extraction.Unanswered.class,
                        unanswered -> assertThat(unanswered.successes().keySet())
                                .extracting(TargetStanding::name)
                                .containsExactly("b/m"));
        assertThat(world.stop.isRequested()).isFalse();
    }

    @Test
    void documentsGoWhereTheirSizeSendsThem() {
        World sized = World.route(target(A, 100_000).upTo(20), target(B, 100_000));
        sized.then(B, GOOD);

        assertThat(sized.reached().outcome().kind()).isEqualTo(OutcomeKind.EXTRACTED);
        assertThat(sized.asked()).containsExactly("b/m");
    }

    @Test
    void whatFitsNoStageIsTooLong() {
        World narrow = World.route(target(A, 110), target(B, 120));

        assertThat(narrow.reached().outcome())
                .isEqualTo(new Outcome.TooLong("more than the 20 input tokens the model takes"));
        assertThat(narrow.requests).isEmpty();
    }

    @Test
    void whatWasTooLongForOneModelIsNotSentToOneNoLarger() {
        World same = World.route(target(A, 100_000), target(B, 100_000));
        same.then(A, failure(Kind.TOO_LONG, 400, "context_length_exceeded"));

        assertThat(same.reached().outcome())
                .isEqualTo(new Outcome.TooLong("TOO_LONG, HTTP 400, context_length_exceeded"));
    }

    @Test
    void whatCanNeverFitALimitIsNotSent() {
        World alone = World.route(target(A, 100_000));
        Extractor extractor = told(alone, 110);
        byte[] large = "Invoice ".repeat(100).getBytes(StandardCharsets.UTF_8);

        CompletableFuture<Extraction> second = extractor.extract(DocumentId.of(large), large, 1);

        assertThat(((Extraction.Reached) second.join()).outcome())
                .isEqualTo(new Outcome.TooLong("more than the 110 tokens a minute that endpoint a takes"));
        assertThat(alone.requests).hasSize(1);
    }

    /** After a first document, with whose reply the server told so many tokens a minute. */
    private static Extractor told(World world, long perMinute) {
        RateLimits limits =
                new RateLimits(Optional.empty(), Optional.of(new RateLimits.Limit(perMinute, 0, Duration.ZERO)));
        world.script(A).add(new Exchange(GOOD, Optional.empty(), limits));
        Extractor extractor = world.extractor();
        extractor.extract(World.ID, World.DOCUMENT, 1).join();
        return extractor;
    }

    @Test
    void aLimitBelowTheOutputLimitIsNoDocumentsFault() {
        World alone = World.route(target(A, 100_000));
        Extractor extractor = told(alone, 99);

        assertThat(extractor.extract(World.ID, World.DOCUMENT, 2).join()).isInstanceOf(Extraction.Pending.class);
        assertThat(alone.stop.requested().join())
                .isEqualTo("endpoint a takes 99 tokens a minute, and each call counts its output limit of 100 at least:"
                        + " lower --max-output-tokens (winnow.max-output-tokens), then run the same command again");
        assertThat(alone.requests).hasSize(1);
    }

    @Test
    void aLimitBelowTheOutputLimitIsNoDocumentsFaultWhereARefusalTellsIt() {
        RateLimits limits = new RateLimits(Optional.empty(), Optional.of(new RateLimits.Limit(99, 0, Duration.ZERO)));
        World alone = World.route(target(A, 100_000));
        alone.script(A).add(new Exchange(failure(Kind.TOO_LONG, 413, ""), Optional.empty(), limits));

        assertThat(alone.extract()).isInstanceOf(Extraction.Pending.class);
        assertThat(alone.stop.requested().join()).startsWith("endpoint a takes 99 tokens a minute");
    }

    @Test
    void aLimitBelowTheOutputLimitOfOneModelSendsDocumentsToTheNext() {
        world.then(B, GOOD);
        Extractor extractor = told(world, 99);

        assertThat(extractor.extract(World.ID, World.DOCUMENT, 2).join()).isInstanceOf(Extraction.Reached.class);
        assertThat(world.asked()).containsExactly("a/m", "b/m");
    }

    @Test
    void nothingIsAskedBeyondTheTokensOfADocument() {
        world.bounds = new Bounds(2, 200, 8, Duration.ofMinutes(1), Duration.ofMinutes(30));
        world.then(A, WRONG);

        assertThat(outcome()).isEqualTo(OutcomeKind.INVALID);
        assertThat(world.requests).hasSize(1);
        assertThat(outcome()).isEqualTo(OutcomeKind.INVALID);
        assertThat(world.requests).hasSize(1);
    }

    @Test
    void aRejectionByBothIsASuspectToBeProvenAtBoth() {
        world.then(A, failure(Kind.REJECTED, 400, "one"));
        world.then(B, failure(Kind.REJECTED, 400, "two"));

        assertThat(world.extract()).isInstanceOfSatisfying(Extraction.Suspect.class, suspect -> {
            assertThat(suspect.targets()).extracting(TargetStanding::name).containsExactlyInAnyOrder("a/m", "b/m");
            assertThat(suspect.verdict().outcome()).isEqualTo(new Outcome.Failed("REJECTED, HTTP 400, two"));
        });
    }

    @Test
    void theJournalIsAskedOnceForAllStagesBeforeTheFirstCall() {
        world.then(A, WRONG, text("{}"), WRONG);
        world.then(B, WRONG, GOOD);

        assertThat(outcome()).isEqualTo(OutcomeKind.EXTRACTED);
        assertThat(world.requests).hasSize(5);
        assertThat(world.lookups).containsExactly(2);
    }

    @Test
    void whoeverWaitsForAGateAsksTheJournalOnce() {
        World alone = World.route(target(A, 100_000));
        alone.waiting = new CompletableFuture<>();
        Extractor extractor = alone.extractor();
        World.gate(extractor, A).park(Duration.ofMinutes(5));
        CompletableFuture<Extraction> waiting = extractor.extract(World.ID, World.DOCUMENT, 1);

        World.gate(extractor, A).park(Duration.ofMinutes(6));
        World.gate(extractor, A).park(Duration.ofMinutes(7));

        assertThat(waiting).isNotDone();
        assertThat(alone.waits).hasSize(3);
        assertThat(alone.lookups).containsExactly(1);
    }

    @Test
    void whoeverWaitsForAGateIsWokenByItsChange() {
        World alone = World.route(target(A, 100_000));
        alone.then(A, GOOD);
        alone.waiting = new CompletableFuture<>();
        Extractor extractor = alone.extractor();
        EndpointGate gate = World.gate(extractor, A);
        for (int i = 0; i < 10; i++) {
            World.standing(extractor)
                    .ended(gate.enter().orElseThrow(), Exchange.of(failure(Kind.SERVER_ERROR, 500, "")));
        }
        CompletableFuture<Extraction> waiting = extractor.extract(World.ID, World.DOCUMENT, 1);
        assertThat(waiting).isNotDone();

        alone.clock.advance(Duration.ofSeconds(6));
        assertThat(gate.enter()).isPresent();

        assertThat(waiting).isCompletedWithValueMatching(extraction -> extraction instanceof Extraction.Reached);
    }

    @Test
    void aLargerLimitIsNoMoreThanAMinuteTakes() {
        World unlimited = World.route(Target.of(A, ModelProfile.unknown("m"), World.LIMIT));
        unlimited.quotas = new Quotas(
                Optional.empty(),
                1_000,
                Duration.ofMinutes(1),
                target -> new Account(
                        target.name(), Optional.empty(), Optional.of(390L), Optional.empty(), Optional.empty()),
                cause -> {});
        unlimited.then(A, reply(FinishReason.LENGTH, "{"), GOOD);
        Extractor extractor = unlimited.extractor();

        assertThat(extractor.extract(World.ID, World.DOCUMENT, 1))
                .isCompletedWithValueMatching(extraction -> extraction instanceof Extraction.Reached);
        assertThat(unlimited.requests).extracting(ModelRequest::maxOutputTokens).containsExactly(100, 390);
    }

    @Test
    void whatALimitTooSmallHoldsBackForLongIsTooLong() {
        RateLimits limits = new RateLimits(Optional.empty(), Optional.of(new RateLimits.Limit(110, 0, Duration.ZERO)));
        byte[] large = "Invoice ".repeat(100).getBytes(StandardCharsets.UTF_8);
        World alone = World.route(target(A, 100_000));
        alone.bounds = new Bounds(2, 500_000, 8, Duration.ofMinutes(1), Duration.ZERO);
        CallFailure limited = failure(Kind.RATE_LIMITED, 429, Duration.ofSeconds(2));
        alone.then(A, limited);
        alone.script(A).add(new Exchange(limited, Optional.empty(), limits));

        assertThat(alone.extractor().extract(DocumentId.of(large), large, 1))
                .isCompletedWithValueMatching(extraction ->
                        ((Extraction.Reached) extraction).outcome().kind() == OutcomeKind.TOO_LONG);
    }

    @Test
    void whatOneModelAnswersDoesNotProveWhatAnotherAtTheSameEndpointRefuses() {
        Target other = Target.of(A, ModelProfile.unknown("other"), World.LIMIT);
        World both = World.route(target(A, 100_000), other);
        both.then(A, GOOD, failure(Kind.REJECTED, 400, "one"), failure(Kind.REJECTED, 400, "two"));
        Extractor extractor = both.extractor();
        Quarantine quarantine = new Quarantine(extractor.standings());

        quarantine.admit(extractor.extract(World.ID, World.DOCUMENT, 1).join());

        assertThat(quarantine.admit(
                        extractor.extract(World.ID, World.DOCUMENT, 2).join()))
                .isEmpty();
        assertThat(quarantine.reason()).isPresent();
    }

    @Test
    void aFirewallsRefusalWhereOthersAreAnsweredIsTheDocuments() {
        World alone = World.route(target(A, 100_000));
        alone.then(A, GOOD, failure(Kind.FORBIDDEN, 403, ""));
        Extractor extractor = alone.extractor();
        extractor.extract(World.ID, World.DOCUMENT, 1).join();

        Extraction refused = extractor.extract(World.ID, World.DOCUMENT, 2).join();

        assertThat(((Extraction.Reached) refused).outcome()).isEqualTo(new Outcome.Failed("REJECTED, HTTP 403"));
        assertThat(alone.stop.isRequested()).isFalse();
    }
}
