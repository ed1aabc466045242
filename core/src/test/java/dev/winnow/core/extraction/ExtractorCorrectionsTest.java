package dev.winnow.core.extraction;

import static dev.winnow.core.extraction.Results.reply;
import static dev.winnow.core.extraction.Results.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.ModelReply.FinishReason;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.outcome.OutcomeKind;
import dev.winnow.core.prompt.Message;
import dev.winnow.core.prompt.Message.Role;
import dev.winnow.core.validation.Violation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExtractorCorrectionsTest {

    private static final String FIRST_WRONG = "{\"number\": \"\", \"total\": -1}";
    private static final String SECOND_WRONG = "{\"number\": 7, \"total\": 12}";
    private static final String THIRD_WRONG = "no idea";

    @Test
    void aWrongReplyIsAskedForAgainWithItsViolations() {
        World world = World.invoices(text(FIRST_WRONG), text(World.GOOD));

        Extraction.Reached reached = world.reached();

        assertThat(reached.outcome().kind()).isEqualTo(OutcomeKind.EXTRACTED);
        assertThat(reached.calls()).containsExactly(1L, 2L);
        List<Message> first = world.requests.get(0).messages();
        assertThat(world.requests.get(1).messages())
                .containsExactly(
                        first.get(0),
                        first.get(1),
                        new Message(Role.ASSISTANT, FIRST_WRONG),
                        new Message(
                                Role.USER,
                                "Correction 1. That reply breaks the rules:\n- number: must not be blank\n- total: must be greater"
                                        + " than 0\nGive the whole data again, corrected from the document."));
    }

    @Test
    void aSecondCorrectionKnowsTheLastReplyOnly() {
        World world = World.invoices(text(FIRST_WRONG), text(SECOND_WRONG), text(World.GOOD));

        assertThat(world.reached().calls()).containsExactly(1L, 2L, 3L);
        List<Message> first = world.requests.get(0).messages();
        assertThat(world.requests.get(2).messages())
                .hasSize(4)
                .startsWith(first.toArray(Message[]::new))
                .contains(new Message(Role.ASSISTANT, SECOND_WRONG))
                .noneMatch(message -> message.content().contains(FIRST_WRONG))
                .noneMatch(message -> message.content().contains("must not be blank"));
    }

    @Test
    void aThirdWrongReplyIsInvalidWithItsOwnViolations() {
        World world = World.invoices(text(FIRST_WRONG), text(SECOND_WRONG), text(THIRD_WRONG));

        Extraction.Reached reached = world.reached();

        assertThat(reached.outcome())
                .isEqualTo(new Outcome.Invalid(
                        List.of(new Violation("", "Json", "must be one JSON object and nothing else"))));
        assertThat(reached.calls()).containsExactly(1L, 2L, 3L);
        assertThat(world.requests).hasSize(3);
    }

    @Test
    void everythingElseOfTheRequestStaysTheSame() {
        World world = World.invoices(text(FIRST_WRONG), text(World.GOOD));
        world.extract();

        ModelRequest first = world.requests.get(0);
        assertThat(world.requests.get(1).withMessages(first.messages())).isEqualTo(first);
    }

    @Test
    void aCutReplyUsesUpNoCorrectionAndKeepsTheLargerLimit() {
        World world = World.invoices(
                text(FIRST_WRONG), reply(FinishReason.LENGTH, World.GOOD), text(SECOND_WRONG), text(World.GOOD));

        assertThat(world.reached().outcome().kind()).isEqualTo(OutcomeKind.EXTRACTED);
        assertThat(world.requests)
                .extracting(ModelRequest::maxOutputTokens)
                .containsExactly(World.LIMIT, World.LIMIT, 4 * World.LIMIT, 4 * World.LIMIT);
        assertThat(world.requests.get(2).messages())
                .isEqualTo(world.requests.get(1).messages());
    }

    @Test
    void anEmptyReplyIsWrongToo() {
        World world = World.invoices(text(""), text(World.GOOD));

        assertThat(world.reached().outcome().kind()).isEqualTo(OutcomeKind.EXTRACTED);
        assertThat(world.requests.get(1).messages())
                .contains(new Message(Role.ASSISTANT, ""))
                .last()
                .extracting(Message::content)
                .asString()
                .contains("- the whole: must be an object\n");
    }

    @Test
    void aReplyThatRepeatsItselfIsAskedForAfresh() {
        World world = World.invoices(text(FIRST_WRONG), text(FIRST_WRONG), text(World.GOOD));

        assertThat(world.reached().outcome().kind()).isEqualTo(OutcomeKind.EXTRACTED);
        assertThat(world.requests).extracting(ModelRequest::key).doesNotHaveDuplicates();
        assertThat(world.reached().calls()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void noMoreThanTwentyViolationsAreListed() {
        List<Violation> many = IntStream.range(0, 30)
                .mapToObj(i -> new Violation("list[" + i + "]", "Type", "must be a string"))
                .toList();

        String asked = Correction.ask(List.of(), "reply", many, 1).get(1).content();

        assertThat(asked.lines()).hasSize(22);
        assertThat(asked).contains("list[19]").doesNotContain("list[20]");
    }
}
