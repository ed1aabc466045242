package dev.winnow.core.extraction;

import static dev.winnow.core.extraction.Results.failure;
import static dev.winnow.core.extraction.Results.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.limit.Account;
import dev.winnow.core.limit.Quotas;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.outcome.OutcomeKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents at an endpoint with a limit of its own, in simulated time. */
class PacedExtractionTest {

    private final World world = World.invoices();
    private final SimulatedTime time = new SimulatedTime(world.clock);
    private final List<CompletableFuture<Extraction>> extractions = new ArrayList<>();
    private Extractor extractor = world.extractor();

    @BeforeEach
    void limit() {
        world.delay = Optional.of(time);
        world.model = Optional.of(
                request -> time.after(Duration.ofMillis(200)).thenApply(x -> Exchange.of(text(World.GOOD))));
        limit(Optional.of(100L), Optional.empty());
    }

    private void limit(Optional<Long> requests, Optional<Long> tokens) {
        world.quotas = new Quotas(
                Optional.empty(),
                64,
                Duration.ofMinutes(1),
                target -> new Account(target.name(), requests, tokens, Optional.empty(), Optional.empty()),
                cause -> {});
        extractor = world.extractor();
    }

    private void start(int documents) {
        start(documents, "");
    }

    private void start(int documents, String more) {
        for (int i = 0; i < documents; i++) {
            byte[] content = ("Invoice " + extractions.size() + more).getBytes(StandardCharsets.UTF_8);
            extractions.add(extractor.extract(DocumentId.of(content), content, 1));
        }
    }

    @Test
    void aLimitOfTokensSpreadsThemByTheirCharacters() {
        limit(Optional.empty(), Optional.of(60_000L));
        // 2,000 tokens each, and the instructions
        start(60, ".".repeat(8_000));
        time.pass();

        assertThat(extractions).allMatch(CompletableFuture::isDone);
        assertThat(time.passed()).isBetween(Duration.ofSeconds(115), Duration.ofSeconds(140));
    }

    @Test
    void aLimitSpreadsTheCallsOverItsMinutes() {
        start(200);
        time.pass();

        assertThat(extractions).allMatch(CompletableFuture::isDone);
        assertThat(time.passed()).isBetween(Duration.ofSeconds(119), Duration.ofSeconds(123));
    }

    @Test
    void callsThatTheJournalAnswersTakeNothingFromALimit() {
        start(100);
        time.pass();
        Duration before = time.passed();

        extractor = world.extractor();
        for (int i = 0; i < 100; i++) {
            byte[] content = ("Invoice " + i).getBytes(StandardCharsets.UTF_8);
            assertThat(extractor.extract(DocumentId.of(content), content, 1)).isCompleted();
        }

        assertThat(time.passed()).isEqualTo(before);
        assertThat(world.requests).hasSize(100);
    }

    @Test
    void whatIsRefusedForEverWhileOthersAreAnsweredFailsInTheEnd() {
        world.model = Optional.of(request -> time.after(Duration.ofMillis(200))
                .thenApply(x -> Exchange.of(
                        request.messages().stream()
                                        .anyMatch(message -> message.content().contains("Invoice 0 of many"))
                                ? failure(Kind.RATE_LIMITED, 429, Duration.ofSeconds(2))
                                : text(World.GOOD))));

        start(4_000, " of many");
        time.pass();

        assertThat(extractions.get(0))
                .isCompletedWithValueMatching(extraction -> ((Extraction.Reached) extraction)
                        .outcome()
                        .equals(new Outcome.Failed("RATE_LIMITED, HTTP 429")));
        assertThat(time.passed()).isGreaterThan(Duration.ofMinutes(30));
        assertThat(extractions.subList(1, 4_000))
                .allMatch(done -> ((Extraction.Reached) done.join()).outcome().kind() == OutcomeKind.EXTRACTED);
    }

    @Test
    void aDayThatIsUsedUpGoesOnWithWhatComesBack() {
        world.quotas = new Quotas(
                Optional.empty(),
                64,
                Duration.ofMinutes(1),
                target -> new Account(
                        target.name(), Optional.empty(), Optional.empty(), Optional.of(1_000L), Optional.empty()),
                cause -> {});
        extractor = world.extractor();
        // others look again meanwhile, and are sent away
        world.model = Optional.of(
                request -> time.after(Duration.ofSeconds(20)).thenApply(x -> Exchange.of(text(World.GOOD))));

        start(1_060);
        time.pass();

        assertThat(extractions).allMatch(done -> done.join() instanceof Extraction.Reached);
        assertThat(time.passed()).as("60 times 86 s").isBetween(Duration.ofMinutes(84), Duration.ofMinutes(90));
    }

    @Test
    void anotherKeyWakesWhoWaitsForTheFormer() {
        List<String> account = new ArrayList<>(List.of("a"));
        world.quotas = new Quotas(
                Optional.empty(),
                64,
                Duration.ofMinutes(1),
                target -> new Account(
                        account.get(0), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                cause -> {});
        extractor = world.extractor();
        world.model = Optional.of(request -> time.after(Duration.ofMillis(200))
                .thenApply(x -> Exchange.of(
                        account.get(0).equals("a")
                                ? failure(Kind.RATE_LIMITED, 429, Duration.ofMinutes(25))
                                : text(World.GOOD))));
        start(10);
        List<Duration> ends = new ArrayList<>();
        extractions.forEach(one -> one.thenRun(() -> ends.add(time.passed())));
        time.after(Duration.ofMinutes(2)).thenRun(() -> {
            account.set(0, "b");
            // as the status is asked for each second
            World.standing(extractor).throttle();
        });
        time.pass();

        assertThat(extractions).allMatch(done -> done.join() instanceof Extraction.Reached);
        assertThat(ends).hasSize(10).allMatch(end -> end.compareTo(Duration.ofMinutes(3)) < 0);
    }

    @Test
    void whatIsRefusedBesideOneEarlySuccessDoesNotFail() {
        List<Integer> calls = new ArrayList<>();
        world.model = Optional.of(request -> {
            calls.add(calls.size());
            boolean second = calls.size() == 2;
            return time.after(second ? Duration.ofSeconds(40) : Duration.ofMillis(200))
                    .thenApply(x -> Exchange.of(
                            second ? text(World.GOOD) : failure(Kind.RATE_LIMITED, 429, Duration.ofSeconds(20))));
        });

        start(3);
        time.pass();

        assertThat(extractions.stream().filter(done -> done.join() instanceof Extraction.Reached))
                .hasSize(1);
        assertThat(extractions)
                .noneMatch(done -> done.join() instanceof Extraction.Reached reached
                        && reached.outcome().kind() == OutcomeKind.FAILED);
        assertThat(calls).hasSizeGreaterThan(20);
    }

    @Test
    void aStopEndsTheWaitForATurn() {
        start(10);

        world.stop.request("asked to stop");
        time.pass();

        assertThat(extractions).allMatch(CompletableFuture::isDone);
        assertThat(time.passed()).isLessThan(Duration.ofSeconds(2));
        assertThat(world.requests).hasSize(1);
    }

    @Test
    void aRefusalHoldsAllCallsAndCostsNoDocumentARetry() {
        Duration asked = Duration.ofSeconds(20);
        List<Duration> calls = new ArrayList<>();
        world.model = Optional.of(request -> {
            calls.add(time.passed());
            return time.after(Duration.ofMillis(200))
                    .thenApply(x ->
                            Exchange.of(calls.size() < 5 ? failure(Kind.RATE_LIMITED, 429, asked) : text(World.GOOD)));
        });

        start(20);
        time.pass();

        assertThat(extractions).allMatch(done -> done.join() instanceof Extraction.Reached);
        assertThat(calls).hasSize(24);
        for (int i = 1; i < 5; i++) {
            assertThat(calls.get(i).minus(calls.get(i - 1))).isGreaterThanOrEqualTo(asked);
        }
        assertThat(world.requests.subList(0, 5)).containsOnly(world.requests.get(0));
    }
}
