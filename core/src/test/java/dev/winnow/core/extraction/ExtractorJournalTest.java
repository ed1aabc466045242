package dev.winnow.core.extraction;

import static dev.winnow.core.extraction.Results.failure;
import static dev.winnow.core.extraction.Results.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.limit.Quotas;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelProfiles;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.Reservation;
import dev.winnow.core.model.TokenCounter;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.outcome.OutcomeKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ExtractorJournalTest {

    @Test
    void isOpenedBeforeEveryCallAndClosedAfterIt() {
        World world = World.invoices(failure(Kind.SERVER_ERROR, 500, ""), text("wrong"), text(World.GOOD));
        world.extract();

        assertThat(world.events)
                .containsExactly(
                        "open 1", "call", "close 1", "wait", "open 2", "call", "close 2", "open 3", "call", "close 3");
    }

    @Test
    void noCallIsMadeBeforeItsRecordIsDurable() {
        World world = World.invoices(text(World.GOOD));
        world.opening = new CompletableFuture<>();
        CompletableFuture<Extraction> extraction = world.start(1);
        assertThat(world.events).containsExactly("open 1");

        world.opening.complete(null);

        assertThat(world.events).containsExactly("open 1", "call", "close 1");
        assertThat(extraction).isCompleted();
    }

    @Test
    void whatIsOnRecordWhenTheEndpointIsParkedIsSentAfterwards() {
        World world = World.invoices(text(World.GOOD));
        world.opening = new CompletableFuture<>();
        Extractor extractor = world.extractor();
        CompletableFuture<Extraction> extraction = extractor.extract(World.ID, World.DOCUMENT, 1);

        World.gate(extractor, Endpoint.OPENAI).park(Duration.ofSeconds(10));
        world.opening.complete(null);

        assertThat(world.events).containsExactly("open 1", "close 1", "wait", "open 2", "call", "close 2");
        assertThat(extraction).isCompleted();
    }

    @Test
    void nothingIsMadeOfAReplyBeforeItIsDurable() {
        World world = World.invoices(text("wrong"), text(World.GOOD));
        world.closing = new CompletableFuture<>();
        CompletableFuture<Extraction> extraction = world.start(1);
        assertThat(world.events).containsExactly("open 1", "call", "close 1");
        assertThat(extraction).isNotDone();

        world.closing.complete(null);

        assertThat(world.requests).hasSize(2);
        assertThat(extraction).isCompleted();
    }

    @Test
    void whileNothingGetsOnRecordOnlyFewMoreAreSentThanMayBeInFlight() {
        World world = World.invoices();
        world.model = Optional.of(request -> CompletableFuture.completedFuture(Exchange.of(text(World.GOOD))));
        world.quotas = Quotas.alone(64);
        world.closing = new CompletableFuture<>();
        List<CompletableFuture<Extraction>> extractions = extractAll(world.extractor(), 200);

        assertThat(world.requests.size()).isBetween(32, 64 + 64 / 8);

        world.closing.complete(null);

        assertThat(world.requests).hasSize(200);
        assertThat(extractions).allMatch(CompletableFuture::isDone);
    }

    @Test
    void onceNothingCanBePutOnRecordAnyMoreNothingIsSent() {
        World world = World.invoices();
        world.model = Optional.of(request -> CompletableFuture.completedFuture(Exchange.of(text(World.GOOD))));
        world.quotas = Quotas.alone(64);
        world.closing = new CompletableFuture<>();
        Extractor extractor = world.extractor();
        List<CompletableFuture<Extraction>> extractions = extractAll(extractor, 200);
        int sent = world.requests.size();

        world.closing.completeExceptionally(new IOException("disk full"));

        assertThat(world.requests).hasSize(sent);
        assertThat(extractions.stream().filter(CompletableFuture::isCompletedExceptionally))
                .hasSize(sent);

        world.stop.request("the journal is broken");

        assertThat(world.requests).hasSize(sent);
        assertThat(extractions).allMatch(CompletableFuture::isDone);
    }

    private static List<CompletableFuture<Extraction>> extractAll(Extractor extractor, int documents) {
        List<CompletableFuture<Extraction>> extractions = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            byte[] content = ("Invoice " + i).getBytes(StandardCharsets.UTF_8);
            extractions.add(extractor.extract(DocumentId.of(content), content, 1));
        }
        return extractions;
    }

    @Test
    void whatIsAnsweredIsNotPaidForAgain() {
        World world = World.invoices(text("wrong"), text(World.GOOD));
        Extraction.Reached first = world.reached();
        world.events.clear();

        Extraction.Reached again = world.reached();

        assertThat(world.events).containsExactly("answered 1", "answered 2");
        assertThat(again).isEqualTo(first);
        assertThat(again.calls()).containsExactly(1L, 2L);
    }

    @Test
    void anotherAttemptAsksAgain() {
        World world = World.invoices(text(World.GOOD), text(World.GOOD));
        world.extract();

        assertThat(world.start(2).join()).isInstanceOf(Extraction.Reached.class);

        assertThat(world.requests).extracting(request -> request.attempt()).containsExactly(1, 2);
    }

    @Test
    void aFailureIsNoAnswer() {
        World world = World.invoices(failure(Kind.REJECTED, 400, ""), text(World.GOOD));

        assertThat(world.extract()).isInstanceOf(Extraction.Suspect.class);
        assertThat(world.reached().outcome().kind()).isEqualTo(OutcomeKind.EXTRACTED);
    }

    @Test
    void reservesTheMostACallMayCostAndRecordsWhatItDid() {
        World world = World.of(
                World.recipe(ModelProfiles.load().find("gpt-4o").orElseThrow(), World.Invoice.class),
                failure(Kind.SERVER_ERROR, 500, ""),
                text(World.GOOD));
        world.extract();

        ModelRequest request = world.requests.get(0);
        String form = request.form().json(request.target().api().shape()).toString();
        int input = TokenCounter.count(request.messages()) + TokenCounter.count(form);
        assertThat(world.intents).hasSize(2).allSatisfy(intent -> {
            assertThat(intent.document()).isEqualTo(World.ID);
            assertThat(intent.inputTokens()).isEqualTo(input);
            assertThat(new Reservation(intent.reservedTokens(), intent.reservedUsd()))
                    .isEqualTo(request.target().model().reservation(input, World.LIMIT));
            assertThat(intent.reservedUsd()).isPresent();
        });
        assertThat(world.costs.get(0)).contains(BigDecimal.ZERO);
        assertThat(world.costs.get(1)).contains(new BigDecimal("0.000225000"));
    }

    @Test
    void theCostOfAModelWithoutPricesIsUnknown() {
        World world = World.invoices(text(World.GOOD));
        world.extract();

        assertThat(world.intents.get(0).reservedUsd()).isEmpty();
        assertThat(world.costs.get(0)).isEmpty();
    }

    @Test
    void aBrokenJournalFailsTheExtraction() {
        World world = World.invoices(text(World.GOOD));
        world.opening = CompletableFuture.failedFuture(new IOException("disk full"));

        assertThat(world.start(1)).isCompletedExceptionally();
        assertThat(world.requests).isEmpty();
    }

    @Test
    void aCallThatIsOpenedAfterTheStopSignalIsClosedUnsentAndFree() {
        World world = World.invoices(text(World.GOOD));
        world.opening = new CompletableFuture<>();
        CompletableFuture<Extraction> extraction = world.start(1);

        world.stop.request("asked to stop");
        world.opening.complete(null);

        assertThat(extraction).isCompletedWithValue(new Extraction.Pending(World.ID, Optional.empty()));
        assertThat(world.events).containsExactly("open 1", "close 1");
        assertThat(world.costs).containsExactly(Optional.of(BigDecimal.ZERO));
        assertThat(world.closed).containsExactly(Exchange.of(failure(Kind.UNREACHABLE, 0, "not_sent")));
    }

    @Test
    void theGateHearsOfACallOnceItsEndIsDurable() {
        World world = World.invoices(text(World.GOOD));
        world.closing = new CompletableFuture<>();
        Extractor extractor = world.extractor();
        extractor.extract(World.ID, World.DOCUMENT, 1);
        assertThat(world.events).containsExactly("open 1", "call", "close 1");
        assertThat(World.standing(extractor).successes()).isZero();

        world.closing.complete(null);

        assertThat(World.standing(extractor).successes()).isOne();
    }

    @Test
    void aCallThatAClientThrowsAtIsClosedFreeAndNotRepeated() {
        World world = World.invoices();
        world.model = Optional.of(request -> {
            throw new IllegalStateException("canary");
        });

        assertThat(world.extract())
                .isInstanceOfSatisfying(
                        Extraction.Suspect.class,
                        suspect -> assertThat(suspect.verdict().outcome())
                                .isEqualTo(new Outcome.Failed("REJECTED, unsendable")));
        assertThat(world.events).containsExactly("open 1", "call", "close 1");
        assertThat(world.costs).containsExactly(Optional.of(BigDecimal.ZERO));
    }

    @Test
    void aCallThatAClientFailsWithIsClosedAsLost() {
        World world = World.invoices();
        world.model = Optional.of(request -> CompletableFuture.failedFuture(new IllegalStateException("canary")));

        assertThat(world.extract()).isNotInstanceOf(Extraction.Reached.class);
        assertThat(world.closed)
                .hasSameSizeAs(world.requests)
                .containsOnly(Exchange.of(failure(Kind.REPLY_LOST, 0, "client_failed")));
    }
}
