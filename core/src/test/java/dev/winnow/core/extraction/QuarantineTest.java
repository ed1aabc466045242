package dev.winnow.core.extraction;

import static dev.winnow.core.extraction.Results.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.outcome.Outcome;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuarantineTest {

    private static final Endpoint OTHER = Endpoint.named("other", URI.create("https://other.example/v1"));

    private final EndpointGate health = new EndpointGate("openai", Clock.systemUTC());
    private final EndpointGate other = new EndpointGate("other", Clock.systemUTC());
    private final Quarantine quarantine = new Quarantine(Map.of(Endpoint.OPENAI, health, OTHER, other));

    private static Extraction.Reached reached(String name, Outcome outcome, Long... calls) {
        DocumentId document = DocumentId.of(name.getBytes(StandardCharsets.UTF_8));
        return new Extraction.Reached(document, outcome, List.of(calls), List.of(), 0);
    }

    private Extraction.Reached success(String name) {
        health.succeeded();
        return reached(name, new Outcome.Unmatched(""), 1L);
    }

    private static Extraction.Suspect refused(String name, Endpoint... endpoints) {
        return new Extraction.Suspect(
                reached(name, new Outcome.Failed("REJECTED, HTTP 400"), 1L), Set.of(endpoints), "REJECTED, HTTP 400");
    }

    private Extraction.Unanswered unanswered(String name) {
        DocumentId document = DocumentId.of(name.getBytes(StandardCharsets.UTF_8));
        return new Extraction.Unanswered(document, Map.of(Endpoint.OPENAI, health.successes()), "UNREACHABLE");
    }

    @Test
    void letsOutcomesPass() {
        assertThat(quarantine.admit(success("a"))).containsExactly(success("a"));
        assertThat(quarantine.reason()).isEmpty();
    }

    @Test
    void holdsTheRefusedUntilTheirEndpointTakesAnother() {
        Extraction.Suspect refused = refused("a", Endpoint.OPENAI);

        assertThat(quarantine.admit(refused)).isEmpty();
        assertThat(quarantine.reason())
                .contains(
                        "the calls of 1 documents failed and none succeeded since (REJECTED, HTTP 400): see to this endpoint and its settings, then run the same command again");

        Extraction.Reached success = success("c");
        assertThat(quarantine.admit(success)).containsExactlyInAnyOrder(success, refused.verdict());
        assertThat(quarantine.reason()).isEmpty();
    }

    @Test
    void anEarlierSuccessProvesARefusalToo() {
        quarantine.admit(success("a"));

        assertThat(quarantine.admit(refused("b", Endpoint.OPENAI)))
                .containsExactly(refused("b", Endpoint.OPENAI).verdict());
    }

    @Test
    void whatTheRecipeHasAnsweredBeforeProvesARefusal() {
        health.provenEarlier();

        assertThat(quarantine.admit(refused("a", Endpoint.OPENAI))).hasSize(1);
    }

    @Test
    void whatTwoEndpointsRefusedMustBeProvenAtBoth() {
        health.succeeded();
        assertThat(quarantine.admit(refused("a", Endpoint.OPENAI, OTHER))).isEmpty();

        other.succeeded();
        assertThat(quarantine.proven()).hasSize(1);
    }

    @Test
    void theUnansweredAreTriedAgainAfterALaterSuccessAndNeverFailed() {
        health.succeeded();
        Extraction.Unanswered unanswered = unanswered("b");

        assertThat(quarantine.admit(unanswered)).isEmpty();
        assertThat(quarantine.again()).isEmpty();
        assertThat(quarantine.reason())
                .contains(
                        "the calls of 1 documents failed and none succeeded since (UNREACHABLE): see to this endpoint and its settings, then run the same command again");

        health.succeeded();
        assertThat(quarantine.again()).containsExactly(unanswered.document());
        assertThat(quarantine.again()).isEmpty();
        assertThat(quarantine.proven()).isEmpty();
        assertThat(quarantine.reason()).isEmpty();
    }

    @Test
    void anOutcomeWithoutALiveReplyProvesNothing() {
        Extraction.Reached unreadable = reached("a", new Outcome.Failed("not UTF-8"), 1L);
        quarantine.admit(refused("b", Endpoint.OPENAI));

        assertThat(quarantine.admit(unreadable)).containsExactly(unreadable);
        assertThat(quarantine.reason()).isPresent();
    }

    @Test
    void aPendingDocumentIsNeitherSuspectNorSuccess() {
        quarantine.admit(refused("a", Endpoint.OPENAI));

        DocumentId pending = unanswered("b").document();
        assertThat(quarantine.admit(new Extraction.Pending(pending, Optional.of("bad key"))))
                .isEmpty();
        assertThat(quarantine.reason()).isPresent();
    }

    @Test
    void soundsTheAlarmWhenAnEndpointRefusesTwentyRequestsBeforeItTakesAny() {
        health.succeeded();
        for (int i = 0; i < 40; i++) {
            health.ended(failure(Kind.REJECTED, 400, "invalid_json_schema"));
        }
        for (int i = 0; i < 19; i++) {
            other.ended(failure(Kind.REJECTED, 400, "invalid_json_schema"));
        }
        assertThat(quarantine.alarm()).isEmpty();

        other.ended(failure(Kind.REJECTED, 400, "invalid_json_schema"));
        assertThat(quarantine.alarm().orElseThrow())
                .isEqualTo("endpoint other refused the first 20 requests and answered none (REJECTED, HTTP 400,"
                        + " invalid_json_schema): not the documents but the setup is at fault; check the model of the"
                        + " route's stop, and the endpoint's api, style and dialect");

        other.succeeded();
        assertThat(quarantine.alarm()).isEmpty();
    }
}
