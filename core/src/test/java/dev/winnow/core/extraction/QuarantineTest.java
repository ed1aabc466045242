package dev.winnow.core.extraction;

import static dev.winnow.core.extraction.Results.failure;
import static dev.winnow.core.extraction.Results.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.limit.EndpointGate;
import dev.winnow.core.limit.Permit;
import dev.winnow.core.limit.TargetStanding;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.outcome.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuarantineTest {

    private final EndpointGate gate = new EndpointGate("openai", Clock.systemUTC());
    private final TargetStanding model = new TargetStanding("openai/m", gate);
    private final TargetStanding other = new TargetStanding("openai/other", gate);
    private final Quarantine quarantine = new Quarantine(List.of(model, other));

    private static void answers(TargetStanding target) {
        target.ended(Permit.NONE, Exchange.of(text("{}")));
    }

    private static void refuses(TargetStanding target, int times) {
        for (int i = 0; i < times; i++) {
            target.ended(Permit.NONE, Exchange.of(failure(Kind.REJECTED, 400, "invalid_json_schema")));
        }
    }

    private static Extraction.Reached reached(String name, Outcome outcome, Long... calls) {
        DocumentId document = DocumentId.of(name.getBytes(StandardCharsets.UTF_8));
        return new Extraction.Reached(document, outcome, List.of(calls), List.of(), 0);
    }

    private Extraction.Reached success(String name) {
        answers(model);
        return reached(name, new Outcome.Unmatched(""), 1L);
    }

    private static Extraction.Suspect refused(String name, TargetStanding... targets) {
        return new Extraction.Suspect(
                reached(name, new Outcome.Failed("REJECTED, HTTP 400"), 1L), Set.of(targets), "REJECTED, HTTP 400");
    }

    private Extraction.Unanswered unanswered(String name) {
        DocumentId document = DocumentId.of(name.getBytes(StandardCharsets.UTF_8));
        return new Extraction.Unanswered(document, Map.of(model, model.successes()), "UNREACHABLE");
    }

    @Test
    void letsOutcomesPass() {
        assertThat(quarantine.admit(success("a"))).containsExactly(success("a"));
        assertThat(quarantine.reason()).isEmpty();
    }

    @Test
    void holdsTheRefusedUntilTheirModelTakesAnother() {
        Extraction.Suspect refused = refused("a", model);

        assertThat(quarantine.admit(refused)).isEmpty();
        assertThat(quarantine.reason())
                .contains(
                        "the calls of 1 document failed and none succeeded since (REJECTED, HTTP 400): see to this endpoint and its settings, then run the same command again");

        Extraction.Reached success = success("c");
        assertThat(quarantine.admit(success)).containsExactlyInAnyOrder(success, refused.verdict());
        assertThat(quarantine.reason()).isEmpty();
    }

    @Test
    void anEarlierSuccessProvesARefusalToo() {
        quarantine.admit(success("a"));

        assertThat(quarantine.admit(refused("b", model)))
                .containsExactly(refused("b", model).verdict());
    }

    @Test
    void whatThisRunWasAnsweredEarlierProvesARefusalByTheSameModel() {
        model.provenEarlier();

        assertThat(quarantine.admit(refused("a", model))).hasSize(1);
        assertThat(quarantine.admit(refused("b", other))).isEmpty();
    }

    @Test
    void whatThisRunWasAnsweredEarlierNeitherSilencesTheAlarmNorProvesMoreThanTwentyRefusals() {
        model.provenEarlier();
        refuses(model, 19);
        assertThat(quarantine.alarm()).isEmpty();

        refuses(model, 1);
        assertThat(quarantine.alarm()).isPresent();
        assertThat(quarantine.admit(refused("a", model))).isEmpty();

        answers(model);
        assertThat(quarantine.alarm()).isEmpty();
        assertThat(quarantine.proven()).hasSize(1);
    }

    @Test
    void aModelAtTheSameEndpointProvesNothing() {
        answers(model);

        assertThat(quarantine.admit(refused("a", other))).isEmpty();
    }

    @Test
    void whatTwoModelsRefusedMustBeProvenAtBoth() {
        answers(model);
        assertThat(quarantine.admit(refused("a", model, other))).isEmpty();

        answers(other);
        assertThat(quarantine.proven()).hasSize(1);
    }

    @Test
    void theUnansweredAreTriedAgainAfterALaterSuccessAndNeverFailed() {
        answers(model);
        Extraction.Unanswered unanswered = unanswered("b");

        assertThat(quarantine.admit(unanswered)).isEmpty();
        assertThat(quarantine.again()).isEmpty();
        assertThat(quarantine.reason())
                .contains(
                        "the calls of 1 document failed and none succeeded since (UNREACHABLE): see to this endpoint and its settings, then run the same command again");

        answers(model);
        assertThat(quarantine.again()).containsExactly(unanswered.document());
        assertThat(quarantine.again()).isEmpty();
        assertThat(quarantine.proven()).isEmpty();
        assertThat(quarantine.reason()).isEmpty();
    }

    @Test
    void anOutcomeWithoutALiveReplyProvesNothing() {
        Extraction.Reached unreadable = reached("a", new Outcome.Failed("not UTF-8"), 1L);
        quarantine.admit(refused("b", model));

        assertThat(quarantine.admit(unreadable)).containsExactly(unreadable);
        assertThat(quarantine.reason()).isPresent();
    }

    @Test
    void aPendingDocumentIsNeitherSuspectNorSuccess() {
        quarantine.admit(refused("a", model));

        DocumentId pending = unanswered("b").document();
        assertThat(quarantine.admit(new Extraction.Pending(pending, Optional.of("bad key"))))
                .isEmpty();
        assertThat(quarantine.reason()).isPresent();
    }

    @Test
    void soundsTheAlarmWhenAModelRefusesTwentyRequestsBeforeItTakesAny() {
        answers(model);
        refuses(model, 40);
        refuses(other, 19);
        assertThat(quarantine.alarm()).isEmpty();

        refuses(other, 1);
        assertThat(quarantine.alarm().orElseThrow())
                .isEqualTo("openai/other refused the first 20 requests and answered none (REJECTED, HTTP 400,"
                        + " invalid_json_schema): not the documents but the setup is at fault; check the model of the"
                        + " route's stop, and the endpoint's api, style and dialect");

        answers(other);
        assertThat(quarantine.alarm()).isEmpty();
    }
}
