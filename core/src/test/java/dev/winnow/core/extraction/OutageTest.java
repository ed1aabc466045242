package dev.winnow.core.extraction;

import static dev.winnow.core.extraction.Results.failure;
import static dev.winnow.core.extraction.Results.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.outcome.OutcomeKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Many documents at once, in simulated time, at an endpoint that fails for a while or for one document. */
class OutageTest {

    private static final Duration LATENCY = Duration.ofSeconds(2);
    private static final String POISON = "Poisoned invoice";

    private final World world = World.invoices();
    private final SimulatedTime time = new SimulatedTime(world.clock);
    private final List<EndpointGate.Kind> states = new ArrayList<>();
    private final Map<DocumentId, Outcome> outcomes = new HashMap<>();
    private final Map<DocumentId, byte[]> held = new HashMap<>();
    private final Deque<String> texts = new ArrayDeque<>();
    private int pending;
    private int callsWhileDown;
    private int callsForPoison;
    private int waits;
    private Duration refusal = Duration.ofMillis(100);
    private Duration down = Duration.ofDays(1);
    private Duration up = Duration.ofDays(1);
    private Extractor extractor = world.extractor();
    private Quarantine quarantine = new Quarantine(extractor.standings());

    private boolean isDown() {
        return time.passed().compareTo(down) >= 0 && time.passed().compareTo(up) < 0;
    }

    private CompletableFuture<Exchange> call(ModelRequest request) {
        if (isDown()) {
            callsWhileDown++;
            return time.after(refusal).thenApply(x -> Exchange.of(failure(Kind.UNREACHABLE, 0, "")));
        }
        boolean poison = request.messages().get(1).content().contains(POISON);
        callsForPoison += poison ? 1 : 0;
        return time.after(LATENCY)
                .thenApply(x -> Exchange.of(
                        isDown()
                                ? failure(Kind.REPLY_LOST, 0, "")
                                : poison ? failure(Kind.SERVER_ERROR, 500, "") : text(World.GOOD)));
    }

    private void run(int documents, int inFlight) {
        world.delay = Optional.of(pause -> {
            waits++;
            return time.after(pause);
        });
        world.model = Optional.of(this::call);
        extractor = world.extractor();
        quarantine = new Quarantine(extractor.standings());
        World.gate(extractor, Endpoint.OPENAI).onChange(state -> states.add(state.kind()));
        for (int i = 0; i < documents; i++) {
            texts.add("Invoice " + i);
        }
        for (int i = 0; i < inFlight; i++) {
            next();
        }
        time.pass();
    }

    private void next() {
        if (!texts.isEmpty() && !world.stop.isRequested()) {
            byte[] content = texts.remove().getBytes(StandardCharsets.UTF_8);
            start(DocumentId.of(content), content);
        }
    }

    private void start(DocumentId document, byte[] content) {
        held.put(document, content);
        extractor.extract(document, content, 1).whenComplete((extraction, broken) -> {
            assertThat(broken).isNull();
            pending += extraction instanceof Extraction.Pending ? 1 : 0;
            quarantine.admit(extraction).forEach(reached -> outcomes.put(reached.document(), reached.outcome()));
            quarantine.again().forEach(again -> start(again, Objects.requireNonNull(held.get(again))));
            next();
        });
    }

    @Test
    void fiveMinutesOfOutageFailNoDocumentAndCostFewCalls() {
        down = Duration.ofSeconds(7);
        up = down.plus(Duration.ofMinutes(5));

        run(2_000, 512);

        assertThat(outcomes).hasSize(2_000);
        assertThat(outcomes.values()).extracting(Outcome::kind).containsOnly(OutcomeKind.EXTRACTED);
        assertThat(callsWhileDown).isLessThan(60);
        assertThat(states)
                .startsWith(EndpointGate.Kind.OPEN, EndpointGate.Kind.HALF_OPEN)
                .endsWith(EndpointGate.Kind.HALF_OPEN, EndpointGate.Kind.CLOSED);
        assertThat(time.passed()).isLessThan(up.plus(Duration.ofMinutes(2)));
        assertThat(world.stop.isRequested()).isFalse();
    }

    @Test
    void anOutageThatLastsTooLongStopsTheRunWithItsDocumentsPending() {
        down = Duration.ofSeconds(7);
        up = Duration.ofDays(2);

        run(3_000, 512);

        assertThat(outcomes.values()).extracting(Outcome::kind).containsOnly(OutcomeKind.EXTRACTED);
        assertThat(pending).isEqualTo(512);
        assertThat(world.stop.requested().join())
                .startsWith("endpoint openai has answered no call since 2026-03-01T12:00:0")
                .contains("): see to it, then run the same command again to go on");
        assertThat(callsWhileDown).isLessThan(200);
    }

    @Test
    void aDocumentThatAlwaysBreaksItsCallIsFailedAfterExactlyItsRetries() {
        texts.add(POISON);

        run(2_000, 8);

        assertThat(outcomes.remove(DocumentId.of(POISON.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(new Outcome.Failed("SERVER_ERROR, HTTP 500"));
        assertThat(callsForPoison).isEqualTo(1 + world.bounds.retries());
        assertThat(outcomes).hasSize(2_000);
        assertThat(outcomes.values()).extracting(Outcome::kind).containsOnly(OutcomeKind.EXTRACTED);
        assertThat(states).isEmpty();
    }

    @Test
    void aDocumentThatFailsWhereNothingElseSucceedsIsNeverFailed() {
        texts.add("Invoice 0");
        texts.add(POISON);

        run(0, 1);

        assertThat(outcomes).hasSize(1);
        assertThat(quarantine.reason())
                .contains(
                        "the calls of 1 document failed and none succeeded since (openai: SERVER_ERROR, HTTP 500): see to this endpoint and its settings, then run the same command again");
        assertThat(time.passed()).isLessThan(Duration.ofHours(1));
    }

    @Test
    void thoseWhoWaitForTrialsThatHangSeldomWakeAndAskTheJournalOnce() {
        down = Duration.ofSeconds(7);
        up = down.plus(Duration.ofMinutes(10));
        refusal = Duration.ofMinutes(3);

        run(2_000, 512);

        assertThat(outcomes).hasSize(2_000);
        assertThat(outcomes.values()).extracting(Outcome::kind).containsOnly(OutcomeKind.EXTRACTED);
        assertThat(world.lookups).hasSizeLessThanOrEqualTo(2_000);
        assertThat(waits).isLessThan(512 * 40);
    }
}
