package dev.winnow.core.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelReply.FinishReason;
import dev.winnow.core.model.ModelReply.ToolCall;
import dev.winnow.core.model.Usage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiReplyTest {

    private static final String USAGE = """
            {"prompt_tokens": 1200, "completion_tokens": 34, "total_tokens": 1234,
             "prompt_tokens_details": {"cached_tokens": 1024, "audio_tokens": 0},
             "completion_tokens_details": {"reasoning_tokens": 20}}
            """;

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private CallResult reply(String finishReason, String message, String usage) {
        return server.answer(
                        200,
                        "{\"id\": \"1\", \"object\": \"chat.completion\", \"created\": 1, \"model\": \"gpt-test-2026-01-31\","
                                + " \"choices\": [{\"index\": 0, \"logprobs\": null, \"finish_reason\": " + finishReason
                                + ", \"message\": " + message + "}], \"usage\": " + usage + ", \"new_field\": [1]}")
                .call();
    }

    @Test
    void isMappedWithModelTextAndUsage() {
        String message = "{\"role\": \"assistant\", \"content\": \"{\\\"a\\\": 1}\", \"refusal\": null}";

        assertThat(reply("\"stop\"", message, USAGE))
                .isEqualTo(new ModelReply(
                        "gpt-test-2026-01-31",
                        FinishReason.STOP,
                        Optional.of("{\"a\": 1}"),
                        Optional.empty(),
                        List.of(),
                        Optional.of(new Usage(1_200, 1_024, 0, 34, 20))));
    }

    @ParameterizedTest
    @CsvSource({
        "stop, STOP",
        "length, LENGTH",
        "tool_calls, TOOL_CALLS",
        "function_call, TOOL_CALLS",
        "content_filter, CONTENT_FILTER",
        "end_turn, UNKNOWN",
        "'', UNKNOWN"
    })
    void knowsTheFinishReasons(String given, FinishReason reason) {
        CallResult result = reply("\"" + given + "\"", "{\"role\": \"assistant\", \"content\": \"x\"}", USAGE);

        assertThat(result)
                .isInstanceOfSatisfying(
                        ModelReply.class,
                        reply -> assertThat(reply.finishReason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void aRefusalIsKept(String content) {
        String message = "{\"role\": \"assistant\", \"content\": " + content + ", \"refusal\": \"I cannot\"}";

        assertThat(reply("\"stop\"", message, USAGE))
                .isInstanceOfSatisfying(
                        ModelReply.class, reply -> assertThat(reply.refusal()).contains("I cannot"));
    }

    @Test
    void toolCallsKeepTheirArgumentsAsTheyCame() {
        String message = """
                {"role": "assistant", "content": null, "tool_calls": [
                  {"id": "c1", "type": "function", "function": {"name": "receipt", "arguments": "{\\"b\\": 1.00, \\"a\\""}},
                  {"id": "c2", "type": "function", "function": {"name": "letter", "arguments": ""}}]}
                """;

        assertThat(reply("\"tool_calls\"", message, USAGE)).isInstanceOfSatisfying(ModelReply.class, reply -> {
            assertThat(reply.content()).isEmpty();
            assertThat(reply.toolCalls())
                    .containsExactly(new ToolCall("receipt", "{\"b\": 1.00, \"a\""), new ToolCall("letter", ""));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"prompt_tokens\": 5, \"completion_tokens\": 6, \"total_tokens\": 11}               | 5 | 0 | 6",
                "{\"prompt_tokens\": 5, \"completion_tokens\": 6, \"total_tokens\": 11, \"prompt_tokens_details\": null} | 5 | 0 | 6",
            })
    void usageMayBeShort(String usage, long input, long cached, long output) {
        assertThat(reply("\"stop\"", "{\"role\": \"assistant\", \"content\": \"x\"}", usage))
                .isInstanceOfSatisfying(
                        ModelReply.class,
                        reply -> assertThat(reply.usage()).contains(new Usage(input, cached, output)));
    }

    @Test
    void aBodyWithoutChoicesIsNoReply() {
        server.answer(
                200,
                "{\"id\": \"1\", \"object\": \"chat.completion\", \"created\": 1, \"model\": \"m\", \"choices\": []}");

        assertThat(server.call()).isEqualTo(new CallFailure(Kind.REPLY_LOST, 200, "no_choices", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary: not JSON", "{}", "[]", "<html>canary</html>"})
    void aBodyOfAnotherKindIsNoReply(String body) {
        assertThat(server.answer(200, body).call()).isInstanceOfSatisfying(CallFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.REPLY_LOST);
            assertThat(failure.toString()).doesNotContain("canary");
        });
    }

    @Test
    void aReplyThatLeavesMuchOutIsKept() {
        server.answer(200, "{\"choices\": [{\"finish_reason\": null, \"message\": {\"content\": \"x\"}}]}");

        assertThat(server.call()).isInstanceOfSatisfying(ModelReply.class, reply -> {
            assertThat(reply.finishReason()).isEqualTo(ModelReply.FinishReason.UNKNOWN);
            assertThat(reply.content()).contains("x");
            assertThat(reply.usage()).isEmpty();
        });
    }

    /** Some servers send an empty refusal with each reply. */
    @Test
    void anEmptyRefusalBesideAReplyIsNone() {
        assertThat(reply("\"stop\"", "{\"content\": \"{}\", \"refusal\": \"\"}", USAGE))
                .isInstanceOfSatisfying(
                        ModelReply.class, reply -> assertThat(reply.refusal()).isEmpty());
        assertThat(reply("\"stop\"", "{\"content\": \"\", \"refusal\": \"\"}", USAGE))
                .isInstanceOfSatisfying(
                        ModelReply.class, reply -> assertThat(reply.refusal()).contains(""));
    }

    @Test
    void contentMayComeInParts() {
        String parts = "[{\"type\": \"text\", \"text\": \"{\"}, {\"type\": \"text\", \"text\": \"}\"}]";
        String refused = "[{\"type\": \"refusal\", \"refusal\": \"I cannot\"}]";

        assertThat(reply("\"stop\"", "{\"content\": " + parts + "}", USAGE))
                .isInstanceOfSatisfying(
                        ModelReply.class, reply -> assertThat(reply.content()).contains("{}"));
        assertThat(reply("\"stop\"", "{\"content\": " + refused + "}", USAGE))
                .isInstanceOfSatisfying(
                        ModelReply.class, reply -> assertThat(reply.refusal()).contains("I cannot"));
    }

    @Test
    void aBodyWithoutChoicesKeepsWhatItCost() {
        server.answer(200, "{\"choices\": [], \"usage\": " + USAGE + "}");

        assertThat(server.call())
                .isEqualTo(new CallFailure(
                        Kind.REPLY_LOST,
                        200,
                        "no_choices",
                        Optional.empty(),
                        Optional.of(new Usage(1_200, 1_024, 0, 34, 20))));
    }
}
