package dev.winnow.core.extraction;

import static dev.winnow.core.extraction.Results.failure;
import static dev.winnow.core.extraction.Results.reply;
import static dev.winnow.core.extraction.Results.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.ModelProfiles;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelReply.FinishReason;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.validation.Violation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where asking again brings no reply, what the earlier reply has decided stands. */
class AskedAgainInVainTest {

    private static final ModelReply WRONG = text("{\"number\": \"7\", \"total\": 0}");
    private static final ModelReply CUT = reply(FinishReason.LENGTH, "{");
    private static final Outcome INVALID =
            new Outcome.Invalid(List.of(new Violation("total", "Positive", "must be greater than 0")));

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"REJECTED", "TOO_LONG", "FILTERED"})
    void aRefusedCorrectionLeavesTheReplyInvalid(Kind kind) {
        Extraction.Reached reached =
                World.invoices(WRONG, failure(kind, 400, "code")).reached();

        assertThat(reached.outcome()).isEqualTo(INVALID);
        assertThat(reached.calls()).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"REJECTED", "TOO_LONG", "FILTERED"})
    void aLargerLimitThatIsNotTakenLeavesTheReplyTruncated(Kind kind) {
        assertThat(World.invoices(CUT, failure(kind, 400, "code")).reached().outcome())
                .isEqualTo(new Outcome.Truncated(World.LIMIT));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"BAD_KEY", "QUOTA_EXHAUSTED"})
    void whatStopsTheRunLeavesTheDocumentPendingAllTheSame(Kind kind) {
        assertThat(World.invoices(WRONG, failure(kind, 401, "")).extract()).isInstanceOf(Extraction.Pending.class);
    }

    @Test
    void aLostReplyCountsAtItsReservationAndASilentServerAtNoFigure() {
        ModelReply silent = new ModelReply(
                "m", FinishReason.STOP, Optional.of(World.GOOD), Optional.empty(), List.of(), Optional.empty());
        World world = World.of(
                World.recipe(ModelProfiles.load().find("gpt-4o").orElseThrow(), World.Invoice.class),
                failure(Kind.REPLY_LOST, 0, ""),
                failure(Kind.UNREACHABLE, 0, ""),
                silent);
        world.extract();

        assertThat(world.costs.get(0))
                .isPresent()
                .isEqualTo(world.intents.get(0).reservedUsd());
        assertThat(world.costs.get(1)).contains(BigDecimal.ZERO);
        assertThat(world.costs.get(2)).isEmpty();
    }

    @Test
    void onlyALiveReplySpeaksForTheEndpoint() {
        World world = World.invoices(text(World.GOOD));
        world.extract();
        Extractor later = world.extractor();

        assertThat(later.extract(World.ID, World.DOCUMENT, 1)).isCompleted();
        assertThat(later.standings()).singleElement().satisfies(standing -> {
            assertThat(standing.successes()).isZero();
            assertThat(standing.takesRequests()).isFalse();
        });
    }
}
