package dev.winnow.core.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.extraction.Extraction.Suspect.Proof;
import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.outcome.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuarantineTest {

    private final EndpointGate health = new EndpointGate(Clock.systemUTC());
    private final Quarantine quarantine = new Quarantine(health);

    private static Extraction.Reached reached(String name, Outcome outcome, Long... calls) {
        DocumentId document = DocumentId.of(name.getBytes(StandardCharsets.UTF_8));
        return new Extraction.Reached(document, outcome, List.of(calls), Optional.empty());
    }

    private Extraction.Reached success(String name) {
        health.succeeded();
        return reached(name, new Outcome.Unmatched(), 1L);
    }

    private static Extraction.Suspect suspect(String name, Proof proof) {
        return new Extraction.Suspect(
                reached(name, new Outcome.Failed("SERVER_ERROR, HTTP 500"), 1L), proof, "SERVER_ERROR, HTTP 500");
    }

    @Test
    void letsOutcomesPass() {
        assertThat(quarantine.admit(success("a"))).containsExactly(success("a"));
        assertThat(quarantine.reason()).isEmpty();
    }

    @Test
    void holdsSuspectsUntilAnotherSucceeds() {
        Extraction.Suspect rejected = suspect("a", Proof.ANY_SUCCESS);
        Extraction.Suspect failed = suspect("b", Proof.LATER_SUCCESS);

        assertThat(quarantine.admit(rejected)).isEmpty();
        assertThat(quarantine.admit(failed)).isEmpty();
        assertThat(quarantine.reason())
                .contains("the calls of 2 documents failed and none succeeded since (SERVER_ERROR, HTTP 500)");

        Extraction.Reached success = success("c");
        assertThat(quarantine.admit(success)).containsExactlyInAnyOrder(success, rejected.verdict(), failed.verdict());
        assertThat(quarantine.reason()).isEmpty();
    }

    @Test
    void anEarlierSuccessProvesARejectionButNoOutage() {
        quarantine.admit(success("a"));

        assertThat(quarantine.admit(suspect("b", Proof.ANY_SUCCESS)))
                .containsExactly(suspect("b", Proof.ANY_SUCCESS).verdict());
        assertThat(quarantine.admit(suspect("c", Proof.LATER_SUCCESS))).isEmpty();
    }

    @Test
    void anOutcomeWithoutALiveReplyProvesNothing() {
        Extraction.Reached unreadable = reached("a", new Outcome.Unmatched(), 1L);
        quarantine.admit(suspect("b", Proof.ANY_SUCCESS));

        assertThat(quarantine.admit(unreadable)).containsExactly(unreadable);
        assertThat(quarantine.reason()).isPresent();
    }

    @Test
    void aPendingDocumentIsNeitherSuspectNorSuccess() {
        quarantine.admit(suspect("a", Proof.ANY_SUCCESS));

        DocumentId pending = suspect("b", Proof.ANY_SUCCESS).document();
        assertThat(quarantine.admit(new Extraction.Pending(pending, Optional.of("bad key"))))
                .isEmpty();
        assertThat(quarantine.reason()).isPresent();
    }

    @Test
    void soundsTheAlarmAtTwentySuspectsWithoutASuccess() {
        for (int i = 0; i < 19; i++) {
            quarantine.admit(suspect("a" + i, Proof.ANY_SUCCESS));
        }
        assertThat(quarantine.alarm()).isEmpty();

        quarantine.admit(suspect("b", Proof.LATER_SUCCESS));

        assertThat(quarantine.alarm()).contains(quarantine.reason().orElseThrow());
        assertThat(quarantine.reason().orElseThrow()).startsWith("the calls of 20 documents failed");
    }

    @Test
    void aSuccessBetweenResetsTheAlarm() {
        for (int i = 0; i < 40; i++) {
            quarantine.admit(suspect("a" + i, Proof.LATER_SUCCESS));
            if (i % 10 == 9) {
                quarantine.admit(success("b" + i));
            }
            assertThat(quarantine.alarm()).isEmpty();
        }
    }

    @Test
    void whatTheRecipeHasAnsweredBeforeProvesARejectionButNoOutage() {
        health.provenEarlier();

        assertThat(quarantine.admit(suspect("a", Proof.ANY_SUCCESS))).hasSize(1);
        assertThat(quarantine.admit(suspect("b", Proof.LATER_SUCCESS))).isEmpty();
    }

    @Test
    void aSuccessThatCameWithoutANewOutcomeIsSeenAtTheEnd() {
        quarantine.admit(suspect("a", Proof.LATER_SUCCESS));
        health.succeeded();

        assertThat(quarantine.proven()).hasSize(1);
        assertThat(quarantine.reason()).isEmpty();
    }
}
