package dev.winnow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestErrorsTest {
    @SuppressWarnings("NullAway.Init")
    private Simulator simulator;

    @SuppressWarnings("NullAway.Init")
    private Caller caller;

    @BeforeEach
    void start() {
        Answer answer = Answer.of("a receipt", "{\"type\":\"receipt\",\"record\":{\"total\":1}}");
        simulator = Simulator.start(SimulatorOptions.defaults().withApiKeys("sk-test"), Answers.of(List.of(answer)));
        caller = new Caller(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aWrongOrMissingKey() throws Exception {
        for (String key : List.of("sk-wrong", "")) {
            Caller.Response response = Caller.send(caller.builder("/v1/chat/completions", key)
                    .POST(BodyPublishers.ofString(Requests.receipt("a receipt").toString())));
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.error("code")).isEqualTo("invalid_api_key");
            assertThat(response.raw().body()).doesNotContain("sk-wrong");
            assertThat(response.header("x-request-id")).startsWith("req_sim_");
        }
        assertThat(simulator.bill().refused()).containsEntry(401, 2L);
    }

    @Test
    void anUnknownModel() throws Exception {
        Caller.Response response = caller.chat(Requests.receipt("a receipt").put("model", "gpt-none"));
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.error("code")).isEqualTo("model_not_found");
    }

    @Test
    void anUnknownPathOrMethod() throws Exception {
        assertThat(caller.get("/v1/embeddings").status()).isEqualTo(404);
        assertThat(caller.get("/v1/chat/completions").status()).isEqualTo(405);
        assertThat(simulator.bill().calls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{} {}", "secret text"})
    void noJson(String body) throws Exception {
        Caller.Response response = caller.chat(body);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error("message")).isEqualTo("We could not parse the JSON body of your request.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"foo":1}                          | Unknown parameter: 'foo'.
        {"input":"x"}                      | Unknown parameter: 'input'.
        {"model":null}                     | Invalid type for 'model': expected a string.
        {"messages":[]}                    | Invalid type for 'messages': expected an array of at least one message.
        {"messages":[{"content":"x"}]}     | Missing required parameter: 'messages[0].role'.
        {"messages":[{"role":"robot","content":"x"}]} | Invalid value for 'messages[0].role'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', 'developer'.
        {"messages":[{"role":"user","content":null}]} | Invalid value for 'content': expected a string, got null.
        {"messages":[{"role":"user","content":[{"type":"input_text","text":"x"}]}]} | Invalid value for 'messages[0].content[].type'. Supported values are: 'text', 'refusal'.
        {"messages":[{"role":"tool","tool_call_id":"c","content":"x"}]} | Invalid parameter: messages with role 'tool' must be a response to a preceding message with 'tool_calls'.
        {"messages":[{"role":"assistant","tool_calls":[{"id":"c"}]},{"role":"user","content":"x"}]} | An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: c
        {"messages":[{"role":"assistant","tool_calls":[{"id":"c"}]}]} | An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: c
        {"temperature":-1}                 | Invalid 'temperature': decimal below minimum value. Expected a value >= 0, but got -1 instead.
        {"prompt_cache_key":"0123456789012345678901234567890123456789012345678901234567890123x"} | Invalid 'prompt_cache_key': string too long. Expected a string with maximum length 64, but got a string with length 65 instead.
        {"reasoning_effort":"most"}        | Invalid value for 'reasoning_effort'. Supported values are: 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'.
        {"max_tokens":0}                   | Invalid 'max_tokens': integer below minimum value. Expected a value >= 1, but got 0 instead.
        {"response_format":{"type":"x"}}   | Invalid value for 'response_format.type'. Supported values are: 'json_object', 'json_schema', and 'text'.
        {"response_format":{"type":"json_schema","strict":true,"json_schema":{"name":"x"}}} | Unknown parameter: 'response_format.strict'.
        {"tools":[{"type":"function","function":{"name":"a b"}}]} | Invalid 'tools[0].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.
        {"tools":[{"type":"function","name":"a"}]} | Unknown parameter: 'tools[0].name'.
        {"tool_choice":"auto"}             | Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.
        {"tool_choice":"any","tools":[{"type":"function","function":{"name":"a"}}]} | Invalid value for 'tool_choice'. Supported values are: 'none', 'auto', and 'required'.
        {"stream":true}                    | This simulator answers one choice in one piece: 'stream' and 'n' are not supported.
        """)
    void aWrongParameter(String change, String message) throws Exception {
        Caller.Response response = caller.chat(Requests.plain("a receipt").setAll(Requests.json(change)));
        assertThat(response.error("message")).isEqualTo(message);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error("type")).isEqualTo("invalid_request_error");
    }

    @Test
    void aFailureOfTheSimulatorIsA500() throws Exception {
        Latency broken = () -> {
            throw new IllegalStateException("secret");
        };
        Answers answers = Answers.of(List.of(Answer.of("a receipt", "{\"content\":\"x\"}")));
        try (Simulator failing = Simulator.start(SimulatorOptions.defaults().withLatency(broken), answers)) {
            Caller.Response response = new Caller(failing).chat(Requests.receipt("a receipt"));
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.raw().body()).doesNotContain("secret");
        }
    }

    @Test
    void aNameThatIsTooLong() throws Exception {
        var request = Requests.withSchema("a receipt", "n".repeat(65), Requests.json(Requests.SCHEMA));
        assertThat(caller.chat(request).error("message"))
                .startsWith("Invalid 'response_format.json_schema.name': string too long.");
    }

    @Test
    void aDocumentWithoutAnAnswer() throws Exception {
        Caller.Response response = caller.chat(Requests.receipt("my secret diary"));
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error("code")).isEqualTo("no_answer");
        assertThat(response.raw().body()).doesNotContain("diary");
    }
}
