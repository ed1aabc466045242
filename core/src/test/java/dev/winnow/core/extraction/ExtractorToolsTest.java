package dev.winnow.core.extraction;

import static dev.winnow.core.extraction.Results.text;
import static dev.winnow.core.extraction.Results.tools;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelReply.ToolCall;
import dev.winnow.core.model.OutputForm;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.outcome.OutcomeKind;
import dev.winnow.core.prompt.Message;
import dev.winnow.core.prompt.Message.Role;
import dev.winnow.core.tool.FunctionTool;
import dev.winnow.core.validation.Violation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several record types: the model answers by calling one of the tools. */
class ExtractorToolsTest {

    private static final ToolCall LETTER = new ToolCall("letter", "{\"sender\": \"Ada\"}");
    private static final ToolCall NONE = new ToolCall("none_of_these", "{\"reason\": \"a poem\"}");

    @Test
    void everyTypeIsOfferedAndNoneOfThese() {
        World world = World.invoicesAndLetters(tools(LETTER));
        world.extract();

        assertThat(world.requests.get(0).form())
                .isInstanceOfSatisfying(
                        OutputForm.Tools.class,
                        form -> assertThat(form.tools())
                                .extracting(FunctionTool::name)
                                .containsExactly("invoice", "letter", "none_of_these"));
        assertThat(world.requests.get(0).messages().get(0).content()).contains("# invoice\n", "# letter\n");
    }

    @Test
    void theToolCalledSaysWhichTypeItIs() {
        Outcome outcome = World.invoicesAndLetters(tools(LETTER)).reached().outcome();

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Extracted.class, extracted -> {
            assertThat(extracted.type().name()).isEqualTo("letter");
            assertThat(extracted.value()).isEqualTo(new World.Letter("Ada"));
        });
    }

    @Test
    void noneOfTheseIsUnmatched() {
        Outcome outcome = World.invoicesAndLetters(tools(NONE)).reached().outcome();

        assertThat(outcome).isEqualTo(new Outcome.Unmatched("a poem"));
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.UNMATCHED);
    }

    static Stream<ModelReply> notExactlyOneTool() {
        return Stream.of(tools(LETTER, LETTER), tools(LETTER, NONE), tools(), text("{\"sender\": \"Ada\"}"));
    }

    @ParameterizedTest
    @MethodSource
    void notExactlyOneTool(ModelReply reply) {
        World world = World.invoicesAndLetters(reply, reply, reply);

        assertThat(world.reached().outcome())
                .isEqualTo(new Outcome.Invalid(List.of(new Violation("", "Tool", "must call exactly one tool"))));
        assertThat(world.requests).hasSize(3);
    }

    @Test
    void aToolThatWasNotOfferedIsWrong() {
        ModelReply invented = tools(new ToolCall("canary", "{}"));
        World world = World.invoicesAndLetters(invented, invented, invented);

        assertThat(world.reached().outcome())
                .isEqualTo(
                        new Outcome.Invalid(List.of(new Violation("", "Tool", "must call one of the tools offered"))));
    }

    @Test
    void wrongArgumentsAreCorrected() {
        String wrong = "{\"number\": \"\", \"total\": 1}";
        World world = World.invoicesAndLetters(tools(new ToolCall("invoice", wrong)), tools(LETTER));

        assertThat(world.reached().outcome().kind()).isEqualTo(OutcomeKind.EXTRACTED);
        assertThat(world.requests.get(1).messages())
                .contains(new Message(Role.ASSISTANT, wrong))
                .last()
                .extracting(Message::content)
                .asString()
                .contains("- number: must not be blank (NotBlank); it was \"\"\n");
    }
}
