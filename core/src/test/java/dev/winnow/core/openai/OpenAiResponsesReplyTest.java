package dev.winnow.core.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.model.Api;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelReply.FinishReason;
import dev.winnow.core.model.ModelReply.ToolCall;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.OutputForm;
import dev.winnow.core.model.OutputStyle;
import dev.winnow.core.model.Usage;
import dev.winnow.core.schema.RecordSchema;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiResponsesReplyTest {

    private static final String USAGE = "\"usage\": {\"input_tokens\": 5, \"output_tokens\": 6}";

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private CallResult call(String body) {
        ModelRequest chat = FakeServer.request(
                new OutputForm.Schema(new RecordSchema("receipt", "A receipt.", FakeServer.schema())));
        CallResult result = server.answer(200, body)
                .call(new ModelRequest(
                        chat.target().by(Api.RESPONSES, OutputStyle.SCHEMA), chat.messages(), chat.form(), 1));
        assertThat(result.toString()).doesNotContain("canary");
        return result;
    }

    private ModelReply reply(String status, String output) {
        return (ModelReply) call("{\"status\": " + status + ", \"output\": " + output + "}");
    }

    private static String message(String text) {
        return "{\"type\": \"message\", \"content\": [{\"type\": \"output_text\", \"text\": \"" + text + "\"}]}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"in_progress", "queued", "cancelled"})
    void aResponseThatDidNotEndIsLostAndMayBeBilled(String status) {
        assertThat(call("{\"status\": \"" + status + "\", \"output\": [" + message("{}") + "], " + USAGE + "}"))
                .isEqualTo(new CallFailure(
                        Kind.REPLY_LOST, 200, status, Optional.empty(), Optional.of(new Usage(5, 0, 6))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\": \"failed\", \"error\": null}                                 | SERVER_ERROR |",
                "{\"status\": \"failed\"}                                                  | SERVER_ERROR |",
                "{\"status\": \"failed\", \"error\": {\"code\": \"vector_store_timeout\"}} | SERVER_ERROR | vector_store_timeout",
                "{\"status\": \"failed\", \"error\": {\"code\": \"data_residency_mismatch\"}} | REJECTED | data_residency_mismatch",
                "{\"status\": \"completed\", \"error\": {\"code\": \"server_error\"}, \"output\": []} | SERVER_ERROR | server_error",
                "{\"status\": \"completed\"}                  | REPLY_LOST | no_output",
                "{\"status\": \"completed\", \"output\": []}  | REPLY_LOST | no_output",
                "{\"status\": \"completed\", \"output\": 5}   | REPLY_LOST | no_output",
                "{}                                           | REPLY_LOST | no_output",
                "[]                                           | REPLY_LOST | no_output",
                "canary                                       | REPLY_LOST | no_json",
                "{\"status\": \"completed\", \"output\": [    | REPLY_LOST | no_json",
            })
    void aBodyWithoutAReplyIsAFailure(String body, Kind kind, String code) {
        assertThat(call(body)).isEqualTo(new CallFailure(kind, 200, code == null ? "" : code, Optional.empty()));
    }

    @Test
    void anEmptyBodyIsALostReply() {
        assertThat(call(""))
                .isInstanceOfSatisfying(
                        CallFailure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.REPLY_LOST));
    }

    @ParameterizedTest
    @CsvSource({
        "completed, , STOP",
        "incomplete, max_output_tokens, LENGTH",
        "incomplete, content_filter, CONTENT_FILTER",
        "incomplete, max_messages, UNKNOWN",
        "incomplete, steered, UNKNOWN",
        "incomplete, , UNKNOWN",
        "completed, max_output_tokens, UNKNOWN",
        "new_status, , UNKNOWN",
        ", , UNKNOWN"
    })
    void theEndIsToldByStatusAndReason(String status, String reason, FinishReason expected) {
        String body = "{\"status\": " + (status == null ? "null" : "\"" + status + "\"") + ", \"incomplete_details\": "
                + (reason == null ? "null" : "{\"reason\": \"" + reason + "\"}") + ", \"output\": [" + message("x")
                + "]}";

        assertThat(((ModelReply) call(body)).finishReason()).isEqualTo(expected);
    }

    @Test
    void anItemThatIsNotCompleteMakesTheWholeDoubtful() {
        String call =
                "{\"type\": \"function_call\", \"name\": \"a\", \"arguments\": \"{\", \"status\": \"incomplete\"}";

        assertThat(reply("\"completed\"", "[" + call + "]").finishReason()).isEqualTo(FinishReason.UNKNOWN);
        assertThat(reply(
                                "\"completed\"",
                                "["
                                        + message("x")
                                                .replace(
                                                        "{\"type\": \"message\"",
                                                        "{\"type\": \"message\"," + " \"status\": \"in_progress\"")
                                        + "]")
                        .finishReason())
                .isEqualTo(FinishReason.UNKNOWN);
    }

    @Test
    void partsAreJoinedAndOtherItemsPassedOver() {
        ModelReply reply = reply(
                "\"completed\"",
                "[{\"type\": \"web_search_call\"}, 7, null, {\"type\": \"message\", \"content\": ["
                        + "{\"type\": \"output_text\", \"text\": \"{\"}, {\"type\": \"new_part\"},"
                        + "{\"type\": \"output_text\", \"text\": \"}\"}]}]");

        assertThat(reply.content()).contains("{}");
        assertThat(reply.refusal()).isEmpty();
        assertThat(reply.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(reply.usage()).isEmpty();
        assertThat(reply.model()).isEmpty();
    }

    @Test
    void callsKeepTheirArgumentsAsTheyCame() {
        ModelReply reply = reply(
                "\"completed\"",
                "[{\"type\": \"function_call\", \"name\": \"receipt\", \"arguments\": \"{\\\"b\\\": 1.00, \\\"a\\\"\"},"
                        + "{\"type\": \"function_call\"}]");

        assertThat(reply.toolCalls())
                .containsExactly(new ToolCall("receipt", "{\"b\": 1.00, \"a\""), new ToolCall("", ""));
        assertThat(reply.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(reply.content()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"input_tokens\": 5, \"output_tokens\": 6}  | 5 | 0 | 0 | 6 | 0",
                "{\"input_tokens\": 5, \"output_tokens\": 6, \"input_tokens_details\": {\"cached_tokens\": 2,"
                        + " \"cache_write_tokens\": 1}, \"output_tokens_details\": {\"reasoning_tokens\": 4}} | 5 | 2 | 1 | 6 | 4",
                "{\"input_tokens\": 5, \"output_tokens\": 6, \"input_tokens_details\": {\"cached_tokens\": 9,"
                        + " \"cache_write_tokens\": 9}, \"output_tokens_details\": {\"reasoning_tokens\": 9}} | 5 | 5 | 0 | 6 | 6",
                "{\"input_tokens\": 5, \"output_tokens\": 6, \"input_tokens_details\": null} | 5 | 0 | 0 | 6 | 0",
            })
    void usageIsWhatTheServerCounted(String usage, long input, long cached, long written, long output, long reasoning) {
        assertThat(((ModelReply) call("{\"status\": \"incomplete\", \"output\": [], \"usage\": " + usage + "}"))
                        .usage())
                .contains(new Usage(input, cached, written, output, reasoning));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"input_tokens\": 5}",
                "{\"input_tokens\": -5, \"output_tokens\": 6}",
                "{\"input_tokens\": \"5\", \"output_tokens\": 6}",
                "{\"input_tokens\": 5.5, \"output_tokens\": 6}",
                "{\"input_tokens\": 99999999999999999999, \"output_tokens\": 6}"
            })
    void usageThatCannotBeReadIsUnknown(String usage) {
        assertThat(((ModelReply) call("{\"status\": \"incomplete\", \"output\": [], \"usage\": " + usage + "}"))
                        .usage())
                .isEmpty();
    }
}
