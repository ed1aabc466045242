package dev.winnow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelRulesTest {
    @SuppressWarnings("NullAway.Init")
    private static Caller caller;

    @SuppressWarnings("NullAway.Init")
    private static Simulator simulator;

    @BeforeAll
    static void start() {
        SimulatorOptions options = SimulatorOptions.defaults()
                .withRules("thinker", ModelRules.reasoning())
                .withRules("plain", ModelRules.plain().withOutputLimit(100))
                .withRules("old", ModelRules.none().withoutSchemas())
                .withRules("small", ModelRules.none().withContextWindow(20));
        simulator = Simulator.start(options, Answers.of(List.of(Answer.of("the document", "{\"record\":{}}"))));
        caller = new Caller(simulator);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    private static Caller.Response send(boolean chat, String model, String change) throws Exception {
        ObjectNode request = chat ? Requests.receipt("the document") : Requests.inputReceipt("the document");
        request.put("model", model).setAll(Requests.json(change));
        return chat ? caller.chat(request) : caller.responses(request);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        thinker | true  | {"max_tokens":50}                 | unsupported_parameter | max_tokens | Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.
        thinker | true  | {"temperature":0.2}               | unsupported_value | temperature | Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.
        thinker | true  | {"top_p":0.5}                     | unsupported_value | top_p | Unsupported value: 'top_p' does not support 0.5 with this model. Only the default (1) value is supported.
        thinker | false | {"temperature":0}                 | unsupported_parameter | temperature | Unsupported parameter: 'temperature' is not supported with this model.
        plain   | true  | {"reasoning_effort":"low"}        | null | null | Unrecognized request argument supplied: reasoning_effort
        plain   | false | {"reasoning":{"effort":"low"}}    | unsupported_parameter | reasoning.effort | Unsupported parameter: 'reasoning.effort' is not supported with this model.
        plain   | true  | {"max_tokens":101}                | invalid_value | max_tokens | max_tokens is too large: 101. This model supports at most 100 completion tokens, whereas you provided 101.
        plain   | false | {"max_output_tokens":101}         | invalid_value | max_output_tokens | max_output_tokens is too large: 101. This model supports at most 100 completion tokens, whereas you provided 101.
        old     | true  | {}                                | null | response_format | Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.
        old     | false | {}                                | null | text.format | Invalid parameter: 'text.format' of type 'json_schema' is not supported with this model.
        small   | false | {}                                | context_length_exceeded | input | Your input exceeds the context window of this model. Please adjust your input and try again.
        """)
    void refuses(String model, boolean chat, String change, String code, String param, String message)
            throws Exception {
        Caller.Response response = send(chat, model, change);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error("message")).isEqualTo(message);
        assertThat(response.error("code")).isEqualTo(code);
        assertThat(response.error("param")).isEqualTo(param);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        thinker | true  | {"max_completion_tokens":50,"temperature":1,"reasoning_effort":"low"}
        thinker | false | {"max_output_tokens":50,"temperature":1.0,"reasoning":{"effort":"low"}}
        plain   | true  | {"max_tokens":100,"temperature":0}
        plain   | false | {"max_output_tokens":100,"temperature":0}
        winnow-offline | true  | {"max_tokens":50,"temperature":0,"reasoning_effort":"low"}
        """)
    void takes(String model, boolean chat, String change) throws Exception {
        Caller.Response response = send(chat, model, change);
        assertThat(response.status()).as(response.error("message")).isEqualTo(200);
    }

    @Test
    void saysHowLongTheMessagesWere() throws Exception {
        Caller.Response response = send(true, "small", "{}");
        assertThat(response.error("code")).isEqualTo("context_length_exceeded");
        assertThat(response.error("message"))
                .startsWith("This model's maximum context length is 20 tokens. However, your messages resulted in ");
    }

    @Test
    void limitsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> ModelRules.none().withContextWindow(0));
        assertThatIllegalArgumentException().isThrownBy(() -> ModelRules.none().withOutputLimit(0));
    }
}
