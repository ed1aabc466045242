package dev.winnow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.api.Json;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Responses API: what it takes, and how the same entries are said there. */
class ResponsesTest {
    private static final String RECEIPT = "{\"type\":\"receipt\",\"record\":{\"total\":31.00}}";

    private Simulator simulator = Simulator.start(SimulatorOptions.defaults(), Answers.of(List.of()));

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Caller answering(String entry) {
        simulator.close();
        Answers answers = Answers.of(List.of(Answer.of("the document", entry)));
        simulator = Simulator.start(SimulatorOptions.defaults(), answers);
        return new Caller(simulator);
    }

    private Caller.Response receipt(String entry) throws Exception {
        return answering(entry).responses(Requests.inputReceipt("the document"));
    }

    private static JsonNode part(Caller.Response response) {
        return response.item("message").at("/content/0");
    }

    @Test
    void hasTheShapeOfAResponse() throws Exception {
        ObjectNode request = Requests.inputReceipt("the document").put("store", false);
        Caller.Response response = answering(RECEIPT).responses(request);
        JsonNode body = response.body();
        assertThat(response.status()).isEqualTo(200);
        assertThat(body.path("id").asText()).isEqualTo("resp_sim_1");
        assertThat(body.path("object").asText()).isEqualTo("response");
        assertThat(body.path("status").asText()).isEqualTo("completed");
        assertThat(body.path("error").isNull()).isTrue();
        assertThat(body.path("incomplete_details").isNull()).isTrue();
        assertThat(body.path("instructions")).isEqualTo(request.get("instructions"));
        assertThat(body.path("text")).isEqualTo(request.get("text"));
        assertThat(body.path("store").booleanValue()).isFalse();
        assertThat(part(response).path("type").asText()).isEqualTo("output_text");
        assertThat(part(response).path("text").asText()).isEqualTo("{\"total\":31.00}");
        assertThat(body.path("output")).hasSize(1);
        JsonNode usage = body.path("usage");
        assertThat(usage.path("total_tokens").asInt())
                .isEqualTo(usage.path("input_tokens").asInt()
                        + usage.path("output_tokens").asInt());
        assertThat(usage.at("/input_tokens_details/cached_tokens").asInt(-1)).isZero();
        assertThat(usage.at("/output_tokens_details/reasoning_tokens").asInt(-1))
                .isZero();
        assertThat(usage.has("prompt_tokens")).isFalse();
        assertThat(response.header("x-request-id")).startsWith("req_sim_");
        assertThat(response.header("x-ratelimit-limit-tokens")).isNotEmpty();
    }

    @Test
    void thinksBeforeItSpeaks() throws Exception {
        Caller.Response response = receipt("{\"record\":{\"total\":1},\"reasoning\":20}");
        assertThat(response.body().at("/output/0/type").asText()).isEqualTo("reasoning");
        assertThat(response.body().at("/output/1/type").asText()).isEqualTo("message");
        JsonNode usage = response.body().path("usage");
        assertThat(usage.at("/output_tokens_details/reasoning_tokens").asInt()).isEqualTo(20);
        assertThat(usage.path("output_tokens").asInt()).isGreaterThan(20);
        assertThat(receipt("{\"record\":{},\"reasoning\":true}").body().path("output"))
                .hasSize(2);
    }

    @Test
    void thinkingMayUseUpTheLimit() throws Exception {
        ObjectNode request = Requests.inputReceipt("the document").put("max_output_tokens", 16);
        Caller.Response response =
                answering("{\"record\":{\"total\":1},\"reasoning\":20}").responses(request);
        assertThat(response.body().path("status").asText()).isEqualTo("incomplete");
        assertThat(response.body().at("/incomplete_details/reason").asText()).isEqualTo("max_output_tokens");
        assertThat(response.body().path("output")).hasSize(1);
        assertThat(response.body().at("/usage/output_tokens").asInt()).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource({
        "length, incomplete, max_output_tokens",
        "content_filter, incomplete, content_filter",
        "steered, incomplete, steered",
        "stop, completed, ''",
        "tool_calls, completed, ''"
    })
    void saysWhyItEnded(String finishReason, String status, String reason) throws Exception {
        Caller.Response response = receipt("{\"content\":\"{\",\"finish_reason\":\"" + finishReason + "\"}");
        assertThat(response.body().path("status").asText()).isEqualTo(status);
        assertThat(response.body().at("/incomplete_details/reason").asText()).isEqualTo(reason);
        assertThat(response.item("message").path("status").asText()).isEqualTo(status);
    }

    @Test
    void refusesInAPartOfItsOwn() throws Exception {
        Caller.Response response = receipt("{\"refusal\":\"I cannot.\"}");
        assertThat(response.body().path("status").asText()).isEqualTo("completed");
        assertThat(part(response)).isEqualTo(Requests.json("{\"type\":\"refusal\",\"refusal\":\"I cannot.\"}"));
        Caller.Response both = receipt("{\"refusal\":\"I cannot.\",\"content\":\"\"}");
        assertThat(both.item("message").path("content")).hasSize(2);
        assertThat(both.item("message").at("/content/1/refusal").asText()).isEqualTo("I cannot.");
    }

    @Test
    void cutsWhatIsTooLong() throws Exception {
        String words = "one ".repeat(40).strip();
        ObjectNode request = Requests.inputReceipt("the document").put("max_output_tokens", 16);
        Caller.Response response = answering("{\"content\":\"" + words + "\"}").responses(request);
        assertThat(part(response).path("text").asText())
                .isEqualTo("one ".repeat(16).strip());
        assertThat(response.body().path("status").asText()).isEqualTo("incomplete");
        assertThat(response.body().path("max_output_tokens").asInt()).isEqualTo(16);
    }

    @Test
    void callsATool() throws Exception {
        ObjectNode request = Requests.inputWithTools("the document", "letter", "receipt", "none_of_these");
        JsonNode call = answering(RECEIPT).responses(request).item("function_call");
        assertThat(call.path("name").asText()).isEqualTo("receipt");
        assertThat(call.path("arguments").asText()).isEqualTo("{\"total\":31.00}");
        assertThat(call.path("call_id").asText()).isNotEmpty();
        request.putObject("tool_choice").put("type", "function").put("name", "letter");
        assertThat(answering(RECEIPT).responses(request).item("message").isMissingNode())
                .isFalse();
    }

    @Test
    void failsWithStatus200() throws Exception {
        Caller.Response failed = receipt("{\"failed\":{\"code\":\"rate_limit_exceeded\",\"message\":\"m\"}}");
        assertThat(failed.status()).isEqualTo(200);
        assertThat(failed.body().path("status").asText()).isEqualTo("failed");
        assertThat(failed.error("code")).isEqualTo("rate_limit_exceeded");
        assertThat(failed.body().path("usage").isNull()).isTrue();
        assertThat(simulator.bill().answered()).isZero();
        Caller.Response chat = answering("{\"failed\":{}}").chat(Requests.receipt("the document"));
        assertThat(chat.status()).isEqualTo(500);
        assertThat(chat.error("code")).isEqualTo("server_error");
    }

    @Test
    void saysNothingAtAll() throws Exception {
        assertThat(receipt("{\"no_choice\":true}").body().path("output")).isEmpty();
        assertThat(receipt("{\"record\":{},\"usage\":null}")
                        .body()
                        .path("usage")
                        .isNull())
                .isTrue();
    }

    @Test
    void keepsTheSameLimits() throws Exception {
        simulator.close();
        simulator = Simulator.start(
                SimulatorOptions.defaults().withLimits(Limits.perMinute(10, 1000)),
                Answers.of(List.of(Answer.of("the document", RECEIPT))));
        ObjectNode request = Requests.inputReceipt("the document");
        Caller.Response large = new Caller(simulator).responses(request.put("max_output_tokens", 1001));
        assertThat(large.status()).isEqualTo(429);
        assertThat(large.error("message")).contains("Request too large", "Limit 1000, Requested 1001");
        assertThat(large.header("x-ratelimit-remaining-requests")).isEqualTo("9");
        assertThat(new Caller(simulator)
                        .responses(request.put("max_output_tokens", 900))
                        .header("x-ratelimit-remaining-tokens"))
                .isEqualTo("100");
    }

    @Test
    void readsMessagesAndAnEarlierCall() throws Exception {
        ObjectNode request = Requests.inputReceipt("");
        request.set("input", Json.MAPPER.readTree("""
                [{"role": "developer", "content": "Extract."},
                 {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "the document"}]},
                 {"role": "assistant", "content": [{"type": "output_text", "text": "{}"}]},
                 {"type": "reasoning", "id": "rs_1", "summary": []},
                 {"type": "function_call", "call_id": "c", "name": "receipt", "arguments": "{}"},
                 {"type": "function_call_output", "call_id": "c", "output": "total: must not be null"}]"""));
        assertThat(part(answering(RECEIPT).responses(request)).path("text").asText())
                .isEqualTo("{\"total\":31.00}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"foo":1}                       | Unknown parameter: 'foo'.
        {"messages":[]}                 | Unsupported parameter: 'messages'. In the Responses API, this parameter has moved to 'input'. Try again with the new parameter.
        {"max_tokens":9}                | Unsupported parameter: 'max_tokens'. In the Responses API, this parameter has moved to 'max_output_tokens'. Try again with the new parameter.
        {"max_output_tokens":15}        | Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got 15 instead.
        {"reasoning":{"effort":"most"}} | Invalid value for 'reasoning.effort'. Supported values are: 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'.
        {"reasoning":{"depth":1}}       | Unknown parameter: 'reasoning.depth'.
        {"temperature":2.5}             | Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 2.5 instead.
        {"temperature":"1"}             | Invalid type for 'temperature': expected a decimal.
        {"store":"no"}                  | Invalid type for 'store': expected a boolean.
        {"prompt_cache_key":7}          | Invalid type for 'prompt_cache_key': expected a string.
        {"instructions":[]}             | Invalid type for 'instructions': expected a string.
        {"input":7}                     | Invalid type for 'input': expected one of an array of objects or string.
        {"input":[{"role":"user"}]}     | Missing required parameter: 'input[0].content'.
        {"input":[{"role":"tool","content":""}]} | Invalid value for 'input[0].role'. Supported values are: 'assistant', 'system', 'developer', 'user'.
        {"input":[{"role":"user","content":[{"type":"text","text":""}]}]} | Invalid value for 'input[0].content[0].type'. Supported values are: 'input_text'.
        {"input":[{"role":"assistant","content":[{"type":"input_text","text":""}]}]} | Invalid value for 'input[0].content[0].type'. Supported values are: 'output_text', 'refusal'.
        {"input":[{"type":"function_call_output","call_id":"c","output":""}]} | No tool call found for function call output with call_id c.
        {"input":[{"type":"function_call","call_id":"c","name":"a","arguments":""}]} | No tool output found for function call c.
        {"text":{"format":{"type":"xml"}}} | Invalid value for 'text.format.type'. Supported values are: 'json_object', 'json_schema', and 'text'.
        {"text":{"format":{"type":"json_schema","name":"x","strict":true}}} | Missing required parameter: 'text.format.schema'.
        {"tools":[{"type":"function","function":{"name":"a"}}]} | Missing required parameter: 'tools[0].name'.
        {"tool_choice":"required"}      | Tool choice must be 'auto' or 'none' without 'tools'.
        {"tools":[{"type":"function","name":"a"}],"tool_choice":{"type":"function","function":{"name":"a"}}} | Unknown parameter: 'tool_choice.function'.
        {"previous_response_id":"r"}    | Previous response with that id not found. This simulator keeps none.
        {"stream":true}                 | This simulator answers in one piece, without 'stream'.
        """)
    void aWrongParameter(String change, String message) throws Exception {
        Caller.Response response =
                answering(RECEIPT).responses(Requests.input("the document").setAll(Requests.json(change)));
        assertThat(response.error("message")).isEqualTo(message);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error("type")).isEqualTo("invalid_request_error");
        assertThat(simulator.bill().refused()).containsEntry(400, 1L);
    }
}
