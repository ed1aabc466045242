package dev.winnow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be changed while the simulator runs. */
class OutageTest {
    @SuppressWarnings("NullAway.Init")
    private Simulator simulator;

    @SuppressWarnings("NullAway.Init")
    private Caller caller;

    @BeforeEach
    void start() {
        Answer answer = Answer.of("the document", "{\"content\":\"x\"}");
        SimulatorOptions options =
                SimulatorOptions.defaults().withApiKeys("sk-test", "sk-second").withModels("winnow-offline", "other");
        simulator = Simulator.start(options, Answers.of(List.of(answer)));
        caller = new Caller(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Caller.Response call(String key) throws Exception {
        String body = Requests.plain("the document").toString();
        return Caller.send(caller.builder("/v1/chat/completions", key).POST(BodyPublishers.ofString(body)));
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_ERROR, 500, null",
        "OVERLOADED, 503, server_is_overloaded",
        "BAD_GATEWAY, 502, ''",
        "NO_CREDIT, 429, insufficient_quota"
    })
    void allCallsFailUntilItRecovers(Outage outage, int status, String code) throws Exception {
        simulator.outage(outage);
        assertThat(caller.chat(Requests.plain("the document")).status()).isEqualTo(status);
        Caller.Response other = caller.responses(Requests.input("the document"));
        assertThat(other.status()).isEqualTo(status);
        assertThat(other.body().at("/error/code").asText()).isEqualTo(code);
        assertThat(simulator.bill().refused()).containsEntry(status, 2L);
        simulator.recover();
        assertThat(call("sk-test").status()).isEqualTo(200);
    }

    @Test
    void unreachable() throws Exception {
        assertThat(call("sk-test").status()).isEqualTo(200);
        simulator.outage(Outage.UNREACHABLE);
        assertThatThrownBy(() -> call("sk-test")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> caller.get("/v1/models")).isInstanceOf(IOException.class);
        assertThat(simulator.bill().answered()).isEqualTo(1);
        simulator.recover();
        assertThat(call("sk-test").status()).isEqualTo(200);
    }

    /** The model had answered before the line broke. */
    @Test
    void whatWasAnsweredIsLost() throws Exception {
        simulator.close();
        Answer slow = Answer.of("the document", "{\"content\":\"x\",\"latency_ms\":60000}");
        simulator = Simulator.start(SimulatorOptions.defaults(), Answers.of(List.of(slow)));
        var inFlight = new Caller(simulator).chatAsync(Requests.plain("the document"));
        while (simulator.bill().answered() == 0) {
            Thread.onSpinWait();
        }
        simulator.outage(Outage.UNREACHABLE);
        assertThatThrownBy(inFlight::join).hasCauseInstanceOf(IOException.class);
        while (simulator.bill().lost() == 0) {
            Thread.onSpinWait();
        }
        assertThat(simulator.bill("the document").lost()).isEqualTo(1);
    }

    /** The client hung up before the answer came. */
    @Test
    void whatNoOneWaitsForIsLost() {
        simulator.close();
        Answer slow = Answer.of("the document", "{\"content\":\"x\",\"latency_ms\":400}");
        simulator = Simulator.start(SimulatorOptions.defaults(), Answers.of(List.of(slow)));
        assertThatThrownBy(() -> Caller.send(new Caller(simulator)
                        .chatBuilder(Requests.plain("the document"))
                        .timeout(Duration.ofMillis(100))))
                .isInstanceOf(HttpTimeoutException.class);
        while (simulator.bill().lost() == 0) {
            Thread.onSpinWait();
        }
        assertThat(simulator.bill().answered()).isEqualTo(1);
    }

    @Test
    void silent() {
        simulator.outage(Outage.SILENT);
        assertThatThrownBy(() -> Caller.send(
                        caller.chatBuilder(Requests.plain("the document")).timeout(Duration.ofMillis(200))))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(simulator.bill().dropped()).isEqualTo(1);
    }

    @Test
    void keysComeAndGo() throws Exception {
        simulator.revokeKey("sk-test");
        Caller.Response refused = call("sk-test");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.error("code")).isEqualTo("invalid_api_key");
        assertThat(call("sk-second").status()).isEqualTo(200);
        assertThat(call("sk-third").status()).isEqualTo(401);
        simulator.admitKey("sk-third");
        assertThat(call("sk-third").status()).isEqualTo(200);
        Bill bill = simulator.bill();
        assertThat(bill.keys()).containsOnlyKeys(0, 1, 2);
        assertThat(bill.key(0).refused()).containsEntry(401, 1L);
        assertThat(bill.key(1).answered()).isEqualTo(1);
        assertThat(bill.key(2).calls()).isEqualTo(1);
        simulator.admitKey("sk-test");
        assertThat(call("sk-test").status()).isEqualTo(200);
    }

    @Test
    void withoutKeysOnlyARevokedOneIsRefused() throws Exception {
        simulator.close();
        simulator = Simulator.start(SimulatorOptions.defaults(), Answers.of(List.of()));
        caller = new Caller(simulator);
        simulator.revokeKey("sk-test");
        assertThat(caller.get("/v1/models").status()).isEqualTo(401);
        assertThat(call("sk-any").error("code")).isEqualTo("no_answer");
    }

    @Test
    void billsWhatCameFromTheCache() throws Exception {
        simulator.close();
        Answer cached = Answer.of("the document", """
                {"content":"x","usage":{"prompt_tokens":2000,"prompt_tokens_details":{"cached_tokens":1024}}}""");
        simulator = Simulator.start(SimulatorOptions.defaults(), Answers.of(List.of(cached)));
        new Caller(simulator).chat(Requests.plain("the document"));
        Caller.Response response = new Caller(simulator).responses(Requests.input("the document"));
        assertThat(response.body()
                        .at("/usage/input_tokens_details/cached_tokens")
                        .asInt())
                .isEqualTo(1024);
        assertThat(simulator.bill().cachedTokens()).isEqualTo(2048);
        assertThat(simulator.bill().key(0).cachedTokens()).isEqualTo(2048);
    }

    @Test
    void billsByModel() throws Exception {
        call("sk-test");
        caller.chat(Requests.plain("the document").put("model", "other"));
        caller.chat(Requests.plain("the document").put("model", "none"));
        Bill bill = simulator.bill();
        assertThat(bill.models()).containsOnlyKeys("winnow-offline", "other");
        assertThat(bill.model("other").promptTokens() * 2).isEqualTo(bill.promptTokens());
        assertThat(bill.calls()).isEqualTo(3);
        assertThat(simulator.answeredTwice().values()).containsExactly(new Bill.Document(2, 2, 0));
    }
}
