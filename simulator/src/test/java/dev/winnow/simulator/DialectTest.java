package dev.winnow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.simulator.api.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DialectTest {
    private static final String DEPLOYMENT = "/openai/deployments/%s/chat/completions%s";
    private static final String VERSION = "?api-version=2024-10-21";

    private Simulator simulator = Simulator.start(SimulatorOptions.defaults(), Answers.of(List.of()));

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Caller speaking(Dialect dialect, String entry) {
        simulator.close();
        SimulatorOptions options = SimulatorOptions.defaults()
                .withDialect(dialect)
                .withApiKeys("sk-test")
                .withLimits(Limits.perMinute(100, 1000));
        simulator = Simulator.start(options, Answers.of(List.of(Answer.of("the document", entry))));
        return new Caller(simulator);
    }

    /** To Azure, with the key in its own header. */
    private Caller.Response post(String path, String key, JsonNode body) throws Exception {
        return Caller.send(HttpRequest.newBuilder(URI.create(simulator.resourceUrl() + path))
                .header("api-key", key)
                .POST(BodyPublishers.ofString(body.toString())));
    }

    @Test
    void azureHasTheModelInItsPath() throws Exception {
        speaking(Dialect.AZURE, "{\"content\":\"x\"}");
        JsonNode body = Requests.plain("the document").without("model");
        Caller.Response response = post(DEPLOYMENT.formatted("winnow-offline", VERSION), "sk-test", body);
        assertThat(response.content()).isEqualTo("x");
        assertThat(response.body().path("model").asText()).isEqualTo("winnow-offline");
        assertThat(response.header("x-request-id")).isNotEmpty();
        Caller.Response unknown = post(DEPLOYMENT.formatted("none", VERSION), "sk-test", body);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.error("code")).isEqualTo("DeploymentNotFound");
        assertThat(unknown.body().path("error").has("type")).isFalse();
        Caller.Response noVersion = post(DEPLOYMENT.formatted("winnow-offline", ""), "sk-test", body);
        assertThat(noVersion.status()).isEqualTo(404);
        assertThat(noVersion.error("message")).isEqualTo("Resource not found");
    }

    @Test
    void azureHasAPathWithoutModels() throws Exception {
        Caller caller = speaking(Dialect.AZURE, "{\"content\":\"x\"}");
        assertThat(simulator.baseUrl().getPath()).isEqualTo("/openai/v1");
        JsonNode chat = Requests.plain("the document");
        JsonNode input = Requests.input("the document");
        assertThat(post("/openai/v1/chat/completions", "sk-test", chat).content())
                .isEqualTo("x");
        assertThat(post("/openai/v1/responses", "sk-test", input).status()).isEqualTo(200);
        assertThat(post("/openai/responses" + VERSION, "sk-test", input).status())
                .isEqualTo(200);
        HttpRequest.Builder bearer =
                caller.builder("/openai/v1/chat/completions", "sk-test").POST(BodyPublishers.ofString(chat.toString()));
        assertThat(Caller.send(bearer).status()).isEqualTo(200);
        HttpRequest.Builder classic = caller.builder(DEPLOYMENT.formatted("winnow-offline", VERSION), "sk-test")
                .POST(BodyPublishers.ofString(chat.toString()));
        assertThat(Caller.send(classic).status()).isEqualTo(401);
        assertThat(caller.chat(chat).status()).isEqualTo(404);
        assertThat(caller.get("/openai/v1/models").status()).isEqualTo(200);
    }

    @Test
    void azuresErrorsAreItsOwn() throws Exception {
        speaking(Dialect.AZURE, "{\"content\":\"x\"}");
        Caller.Response key = post("/openai/v1/responses", "sk-wrong", Requests.input("the document"));
        assertThat(key.status()).isEqualTo(401);
        assertThat(key.error("code")).isEqualTo("401");
        Caller.Response large = post(
                "/openai/v1/chat/completions",
                "sk-test",
                Requests.plain("the document").put("max_tokens", 1001));
        assertThat(large.status()).isEqualTo(429);
        assertThat(large.error("code")).isEqualTo("429");
        assertThat(large.error("message")).contains("Limit 1000, Requested 1001");
        Caller.Response wrong = post(
                "/openai/v1/chat/completions",
                "sk-test",
                Requests.plain("the document").put("foo", 1));
        assertThat(wrong.error("code")).isEqualTo("unknown_parameter");
    }

    @Test
    void aFilteredPrompt() throws Exception {
        speaking(Dialect.AZURE, "{\"filtered\":true}");
        Caller.Response response =
                post(DEPLOYMENT.formatted("winnow-offline", VERSION), "sk-test", Requests.plain("the document"));
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error("code")).isEqualTo("content_filter");
        assertThat(response.error("param")).isEqualTo("prompt");
        assertThat(response.body().at("/error/innererror/code").asText()).isEqualTo("ResponsibleAIPolicyViolation");
        assertThat(response.body()
                        .at("/error/innererror/content_filter_result/violence/filtered")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void vllmCountsItsErrors() throws Exception {
        Caller caller = speaking(Dialect.VLLM, "{\"content\":\"x\"}");
        Caller.Response answered = caller.chat(Requests.plain("the document"));
        assertThat(answered.content()).isEqualTo("x");
        assertThat(answered.raw().headers().map().keySet())
                .noneMatch(name -> name.startsWith("x-ratelimit") || name.equals("x-request-id"));
        Caller.Response wrong = caller.chat(Requests.plain("the document").put("foo", 1));
        assertThat(wrong.body().at("/error/code").isInt()).isTrue();
        assertThat(wrong.body().at("/error/code").asInt()).isEqualTo(400);
        assertThat(wrong.error("type")).isEqualTo("BadRequestError");
        simulator.outage(Outage.OVERLOADED);
        assertThat(caller.chat(Requests.plain("the document"))
                        .body()
                        .at("/error/code")
                        .asInt())
                .isEqualTo(503);
    }

    @Test
    void anEntryCanSayWhatOtherServersSay() throws Exception {
        Caller.Response untyped = speaking(
                        Dialect.OPENAI, "{\"status\":400,\"error\":{\"message\":\"m\",\"code\":400}}")
                .chat(Requests.plain("the document"));
        assertThat(untyped.body()).isEqualTo(Requests.json("{\"error\":{\"message\":\"m\",\"code\":400}}"));
        Caller.Response bare = speaking(
                        Dialect.OPENAI,
                        "{\"status\":503,\"body\":\"upstream\",\"headers\":{\"content-type\":\"text/plain\"}}")
                .chat(Requests.plain("the document"));
        assertThat(bare.status()).isEqualTo(503);
        assertThat(bare.raw().body()).isEqualTo("upstream");
        String own = "{\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}";
        speaking(Dialect.OPENAI, Json.object().put("body", own).toString()).chat(Requests.plain("the document"));
        assertThat(simulator.bill().promptTokens()).isEqualTo(7);
        assertThat(simulator.bill().completionTokens()).isEqualTo(2);
    }
}
