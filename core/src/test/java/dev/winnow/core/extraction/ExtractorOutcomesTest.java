package dev.winnow.core.extraction;

import static dev.winnow.core.extraction.Results.failure;
import static dev.winnow.core.extraction.Results.refusal;
import static dev.winnow.core.extraction.Results.reply;
import static dev.winnow.core.extraction.Results.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.document.Passage;
import dev.winnow.core.limit.TargetStanding;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.ModelReply.FinishReason;
import dev.winnow.core.model.Origin;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.outcome.OutcomeKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExtractorOutcomesTest {

    @Test
    void aValidReplyIsExtracted() {
        Extraction.Reached reached = World.invoices(text(World.GOOD)).reached();

        assertThat(reached.document()).isEqualTo(World.ID);
        assertThat(reached.calls()).containsExactly(1L);
        assertThat(reached.passages()).containsExactly(new Passage(0, 19));
        assertThat(reached.leftOut()).isZero();
        assertThat(reached.outcome()).isInstanceOfSatisfying(Outcome.Extracted.class, extracted -> {
            assertThat(extracted.kind()).isEqualTo(OutcomeKind.EXTRACTED);
            assertThat(extracted.type().name()).isEqualTo("invoice");
            assertThat(extracted.value()).isEqualTo(new World.Invoice("7", 12));
        });
    }

    @ParameterizedTest
    @EnumSource(FinishReason.class)
    void aRefusalCountsBeforeTheFinishReason(FinishReason reason) {
        Outcome outcome = World.invoices(refusal(reason, World.GOOD, "I cannot do that"))
                .reached()
                .outcome();

        assertThat(outcome).isEqualTo(new Outcome.Refused("I cannot do that"));
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.REFUSED);
    }

    @Test
    void aRefusalMayComeWithEmptyContentAndWithoutWords() {
        assertThat(World.invoices(refusal(FinishReason.STOP, "", "")).reached().outcome())
                .isEqualTo(new Outcome.Refused(""));
    }

    @Test
    void theFinishReasonCountsBeforeTheText() {
        Outcome filtered = World.invoices(reply(FinishReason.CONTENT_FILTER, World.GOOD))
                .reached()
                .outcome();
        Outcome unknown = World.invoices(reply(FinishReason.UNKNOWN, World.GOOD))
                .reached()
                .outcome();

        assertThat(filtered).isEqualTo(new Outcome.Filtered());
        assertThat(unknown).isEqualTo(new Outcome.Failed("unknown finish reason"));
    }

    @Test
    void aCutReplyIsAskedForOnceWithFourTimesTheLimit() {
        World world = World.invoices(reply(FinishReason.LENGTH, "{\"number\": \"7"), text(World.GOOD));

        assertThat(world.reached().outcome().kind()).isEqualTo(OutcomeKind.EXTRACTED);
        assertThat(world.requests).hasSize(2);
        assertThat(world.requests.get(1)).isEqualTo(world.requests.get(0).withMaxOutputTokens(4 * World.LIMIT));
    }

    @Test
    void aReplyCutTwiceIsTruncatedAndNeverRead() {
        World world = World.invoices(reply(FinishReason.LENGTH, World.GOOD), reply(FinishReason.LENGTH, World.GOOD));

        Extraction.Reached reached = world.reached();

        assertThat(reached.outcome()).isEqualTo(new Outcome.Truncated(4 * World.LIMIT));
        assertThat(reached.calls()).containsExactly(1L, 2L);
    }

    @Test
    void aDocumentLongerThanTheWindowIsNeverSent() {
        ModelProfile small = ModelProfile.unknown("small")
                .with(new ModelProfile.Limits(Optional.of(World.LIMIT + 30), Optional.empty(), Origin.of("test")));
        World world = World.of(World.recipe(small, World.Invoice.class));

        assertThat(world.reached().outcome())
                .isEqualTo(new Outcome.TooLong("more than the 30 input tokens the model takes"));
        assertThat(world.events).isEmpty();
    }

    @Test
    void anUnreadableDocumentFailsWithoutACall() {
        World world = World.invoices();
        byte[] empty = new byte[0];

        assertThat(world.extractor().extract(DocumentId.of(empty), empty, 1))
                .isCompletedWithValue(new Extraction.Reached(
                        DocumentId.of(empty), new Outcome.Failed("empty file"), List.of(), List.of(), 0));
        assertThat(world.events).isEmpty();
    }

    @Test
    void aDocumentWhoseBytesWereNotKeptIsTooLong() {
        Extractor extractor = World.invoices().extractor();

        assertThat(extractor.tooLarge(World.ID, 12))
                .isEqualTo(new Extraction.Reached(
                        World.ID,
                        new Outcome.TooLong("12 bytes, more than the configuration takes"),
                        List.of(),
                        List.of(),
                        0));
    }

    @ParameterizedTest
    @CsvSource({"TOO_LONG, context_length_exceeded, TOO_LONG", "FILTERED, content_filter, FILTERED"})
    void someFailuresAreOutcomes(Kind kind, String code, OutcomeKind outcome) {
        Extraction.Reached reached = World.invoices(failure(kind, 400, code)).reached();

        assertThat(reached.outcome().kind()).isEqualTo(outcome);
        assertThat(reached.calls()).containsExactly(1L);
    }

    @Test
    void aRejectedCallMakesASuspect() {
        World world = World.invoices(failure(Kind.REJECTED, 400, "invalid_value"));

        assertThat(world.extract()).isInstanceOfSatisfying(Extraction.Suspect.class, suspect -> {
            assertThat(suspect.targets()).extracting(TargetStanding::name).containsExactly("openai/m");
            assertThat(suspect.document()).isEqualTo(World.ID);
            assertThat(suspect.verdict().calls()).containsExactly(1L);
            assertThat(suspect.verdict().outcome()).isEqualTo(new Outcome.Failed("REJECTED, HTTP 400, invalid_value"));
        });
        assertThat(world.waits).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"BAD_KEY", "FORBIDDEN", "UNKNOWN_MODEL", "QUOTA_EXHAUSTED"})
    void whatStopsTheRunLeavesTheDocumentPending(Kind kind) {
        CallFailure failure = failure(kind, 401, "the_code");
        World world = World.invoices(failure);

        Extraction extraction = world.extract();

        String advice = failure.advice(world.requests.get(0).target());
        assertThat(extraction).isEqualTo(new Extraction.Pending(World.ID, Optional.of(advice)));
        assertThat(world.events).containsExactly("open 1", "call", "close 1");
    }

    @Test
    void noOutcomeShowsTheWords() {
        Extraction refused =
                World.invoices(refusal(FinishReason.STOP, "canary", "canary")).extract();
        Extraction extracted =
                World.invoices(text(World.GOOD.replace("\"7\"", "\"canary\""))).extract();

        assertThat(refused.toString()).doesNotContain("canary");
        assertThat(extracted.toString()).doesNotContain("canary").contains("Extracted[invoice]");
    }
}
