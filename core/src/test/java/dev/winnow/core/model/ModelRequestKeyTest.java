package dev.winnow.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.json.CanonicalJson;
import dev.winnow.core.prompt.Message;
import dev.winnow.core.prompt.Message.Role;
import dev.winnow.core.schema.RecordSchema;
import dev.winnow.core.tool.FunctionTool;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelRequestKeyTest {

    private static final Endpoint ENDPOINT = Endpoint.at(URI.create("https://example.org/v1"));
    private static final Message SYSTEM = new Message(Role.SYSTEM, "rules");
    private static final Message USER = new Message(Role.USER, "text");
    private static final Parameters PARAMETERS =
            new Parameters(100, Optional.of(new BigDecimal("0.0")), Optional.empty());

    private static ObjectNode json(String... keys) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String key : keys) {
            json.put(key, 1);
        }
        return json;
    }

    private static OutputForm schema(String name, String description, ObjectNode json) {
        return new OutputForm.Schema(new RecordSchema(name, description, json));
    }

    private static OutputForm tools(FunctionTool... tools) {
        return new OutputForm.Tools(List.of(tools));
    }

    private static ModelRequest request(
            Endpoint endpoint,
            String model,
            List<Message> messages,
            OutputForm form,
            Parameters parameters,
            int attempt) {
        Target target = Target.of(endpoint, ModelProfile.unknown(model), 1).withParameters(parameters);
        return new ModelRequest(target, messages, form, attempt);
    }

    private static ModelRequest with(OutputForm form) {
        return request(ENDPOINT, "m", List.of(SYSTEM, USER), form, PARAMETERS, 1);
    }

    private final ModelRequest base = with(schema("s", "d", json("a", "b")));

    /** This value must never change: a change would have every archive paid for again. */
    @Test
    void isTheSameForever() {
        assertThat(base.key())
                .isEqualTo(CanonicalJson.sha256("{\"api\":\"CHAT_COMPLETIONS\",\"attempt\":1,"
                        + "\"endpoint\":\"openai-api example.org/v1\",\"maxOutputTokens\":100,"
                        + "\"messages\":[{\"content\":\"" + CanonicalJson.sha256("rules") + "\",\"role\":\"SYSTEM\"},"
                        + "{\"content\":\"" + CanonicalJson.sha256("text") + "\",\"role\":\"USER\"}],"
                        + "\"model\":\"m\",\"schema\":\""
                        + CanonicalJson.sha256("{\"description\":\"d\",\"json\":{\"a\":1,\"b\":1},\"name\":\"s\"}")
                        + "\",\"temperature\":\"0.0\"}"))
                .isEqualTo("df27a6d5e8775bb05f49100e13c0ae821bf4928a28db760745b83e852cdfca64");
    }

    /** With everything there is, in the order of names. */
    @Test
    void isTheHashOfCanonicalJson() {
        Parameters all = new Parameters(100, Optional.of(new BigDecimal("0.5")), Optional.of("low"));
        String head = "{\"api\":\"CHAT_COMPLETIONS\",\"attempt\":1,\"endpoint\":\"openai-api example.org/v1\","
                + "\"maxOutputTokens\":100,\"messages\":[{\"content\":\"" + CanonicalJson.sha256("\u0001\"ü\n")
                + "\",\"role\":\"USER\"}],\"model\":\"m\","
                + "\"reasoningEffort\":\"low\"";
        List<Message> messages = List.of(new Message(Role.USER, "\u0001\"ü\n"));
        OutputForm schema = schema("s", "d", json("b", "a"));
        OutputForm tools = tools(new FunctionTool("t", "d", json("b", "a")));

        // twice: the second time the form is known
        for (int i = 0; i < 2; i++) {
            assertThat(request(ENDPOINT, "m", messages, schema, all, 1).key())
                    .isEqualTo(CanonicalJson.sha256(head + ",\"schema\":\""
                            + CanonicalJson.sha256("{\"description\":\"d\",\"json\":{\"a\":1,\"b\":1},\"name\":\"s\"}")
                            + "\",\"temperature\":\"0.5\"}"));
            assertThat(request(ENDPOINT, "m", messages, tools, all, 1).key())
                    .isEqualTo(CanonicalJson.sha256(head + ",\"temperature\":\"0.5\",\"tools\":\""
                            + CanonicalJson.sha256(
                                    "[{\"description\":\"d\",\"name\":\"t\",\"parameters\":{\"a\":1,\"b\":1}}]")
                            + "\"}"));
        }
    }

    @Test
    void isTheSameForEqualRequests() {
        assertThat(with(schema("s", "d", json("a", "b"))).key()).isEqualTo(base.key());
        assertThat(request(
                                Endpoint.at(URI.create("https://example.org/v1")),
                                "m",
                                List.of(SYSTEM, USER),
                                schema("s", "d", json("a", "b")),
                                new Parameters(100, Optional.of(new BigDecimal("0.0")), Optional.empty()),
                                1)
                        .key())
                .isEqualTo(base.key());
    }

    @Test
    void dependsOnTheServersIdentityOnly() {
        Endpoint moved =
                new Endpoint("moved", ENDPOINT.identity(), URI.create("http://localhost:1/v1"), Endpoint.Kind.AZURE);
        OutputForm form = schema("s", "d", json("a", "b"));

        assertThat(request(moved, "m", List.of(SYSTEM, USER), form, PARAMETERS, 1)
                        .key())
                .isEqualTo(base.key());
    }

    @Test
    void differsWithEverythingThatDecidesTheReply() {
        OutputForm form = schema("s", "d", json("a", "b"));
        List<Message> messages = List.of(SYSTEM, USER);
        FunctionTool tool = new FunctionTool("t", "d", json("a"));
        Endpoint other = Endpoint.at(URI.create("https://example.com/v1"));

        Stream<ModelRequest> requests = Stream.of(
                base,
                request(other, "m", messages, form, PARAMETERS, 1),
                request(ENDPOINT, "m2", messages, form, PARAMETERS, 1),
                request(ENDPOINT, "m", messages, form, PARAMETERS, 2),
                request(ENDPOINT, "m", messages, form, PARAMETERS.withMaxOutputTokens(101), 1),
                request(ENDPOINT, "m", messages, form, new Parameters(100, Optional.empty(), Optional.empty()), 1),
                request(
                        ENDPOINT,
                        "m",
                        messages,
                        form,
                        new Parameters(100, Optional.of(BigDecimal.ONE), Optional.empty()),
                        1),
                request(ENDPOINT, "m", List.of(USER, SYSTEM), form, PARAMETERS, 1),
                request(ENDPOINT, "m", List.of(SYSTEM), form, PARAMETERS, 1),
                request(ENDPOINT, "m", List.of(SYSTEM, new Message(Role.USER, "texT")), form, PARAMETERS, 1),
                request(ENDPOINT, "m", List.of(SYSTEM, new Message(Role.ASSISTANT, "text")), form, PARAMETERS, 1),
                with(schema("s2", "d", json("a", "b"))),
                with(schema("s", "d2", json("a", "b"))),
                with(schema("s", "d", json("a", "c"))),
                with(tools(tool)),
                with(tools(tool, FunctionTool.none())),
                with(tools(FunctionTool.none(), tool)),
                with(tools(new FunctionTool("t2", "d", json("a")))),
                with(tools(new FunctionTool("t", "d2", json("a")))),
                with(tools(new FunctionTool("t", "d", json("b")))));

        assertThat(requests.map(ModelRequest::key)).doesNotHaveDuplicates();
    }

    @Test
    void changesKeepTheRest() {
        assertThat(base.withMaxOutputTokens(7).withMaxOutputTokens(100)).isEqualTo(base);
        assertThat(base.withMessages(List.of()).withMessages(List.of(SYSTEM, USER)))
                .isEqualTo(base);
        assertThat(base.withMaxOutputTokens(7).target().parameters()).isEqualTo(PARAMETERS.withMaxOutputTokens(7));
    }

    @Test
    void aRequestDoesNotShowItsText() {
        assertThat(base).hasToString("ModelRequest[openai/m, 2 messages, attempt 1]");
    }
}
