package dev.winnow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What who measures asks of a simulator in another process. */
class ControlTest {
    private static final Answers ANSWERS = Answers.of(List.of(Answer.of("the document", "{\"content\":\"x\"}")));

    private Simulator simulator =
            Simulator.start(SimulatorOptions.defaults().withFaults(Faults.none().with(Fault.SERVER_ERROR, 1)), ANSWERS);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Caller.Response call() throws Exception {
        return new Caller(simulator).chat(Requests.plain("the document").put("max_tokens", 10));
    }

    private Caller.Response reset(String form) throws Exception {
        return Caller.send(
                new Caller(simulator).builder("/simulator/reset", "any").POST(BodyPublishers.ofString(form)));
    }

    @Test
    void startsAnewAsItWasStarted() throws Exception {
        assertThat(call().status()).isEqualTo(500);
        assertThat(call().status()).isEqualTo(200);
        simulator.outage(Outage.OVERLOADED);
        assertThat(reset("").status()).isEqualTo(200);
        assertThat(simulator.bill().calls()).isZero();
        assertThat(simulator.quotaUse()).isEmpty();
        assertThat(call().status()).isEqualTo(500);
        assertThat(call().status()).isEqualTo(200);
        assertThat(simulator.bill("the document").calls()).isEqualTo(2);
    }

    @Test
    void takesOtherSettingsUntilTheNextReset() throws Exception {
        assertThat(reset("faults=&requests-per-minute=1&limit-kind=fixed&minute=24h")
                        .status())
                .isEqualTo(200);
        assertThat(call().status()).isEqualTo(200);
        assertThat(call().status()).isEqualTo(429);
        simulator.reset(Map.of("faults", "overloaded=1:1"));
        assertThat(call().status()).isEqualTo(503);
        reset("");
        assertThat(call().status()).isEqualTo(500);
        assertThat(call().header("x-ratelimit-limit-requests")).isEqualTo("1000000000");
    }

    @Test
    void refusesAWrongSettingAndChangesNothing() throws Exception {
        call();
        Caller.Response refused = reset("latency=soon");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("error").asText()).startsWith("latency: 'soon', must be a duration");
        assertThat(simulator.bill().calls()).isEqualTo(1);
    }

    @Test
    void tellsWhatItCostsAndHolds() throws Exception {
        reset("faults=silent=1:1000");
        var held = new Caller(simulator).chatAsync(Requests.plain("the document"));
        var heldToo = new Caller(simulator).chatAsync(Requests.plain("the document"));
        JsonNode process = process();
        while (process.path("in_flight_most").asInt() < 3) {
            process = process();
        }
        assertThat(process.path("in_flight").asInt()).as("with this one").isEqualTo(3);
        assertThat(process.path("connections").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(process.path("cpu_ms").asLong()).isPositive();
        assertThat(process.path("up_ms").asLong()).isPositive();
        assertThat(process.path("heap_bytes").asLong()).isPositive();
        assertThat(process.path("threads").asInt()).isPositive();
        simulator.outage(Outage.UNREACHABLE);
        assertThat(held).failsWithin(Duration.ofSeconds(30));
        assertThat(heldToo).failsWithin(Duration.ofSeconds(30));
        simulator.recover();
        process = process();
        while (process.path("in_flight").asInt() > 1) {
            process = process();
        }
        reset("");
        assertThat(process().path("in_flight_most").asInt()).isEqualTo(1);
    }

    private JsonNode process() throws Exception {
        return new Caller(simulator).get("/simulator/process").body();
    }

    @Test
    void runsAsAProcessOfItsOwn(@TempDir Path folder) throws Exception {
        Path answers = Files.writeString(folder.resolve("a.jsonl"), "{\"text\":\"the document\",\"content\":\"x\"}\n");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Xmx64m",
                        "dev.winnow.simulator.Main",
                        "--answers=" + answers,
                        "--models=a")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String url = process.inputReader().readLine();
            assertThat(url).matches("http://127\\.0\\.0\\.1:\\d+/v1");
        } finally {
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void saysWhichArgumentIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Main.start("--port=1"))
                .withMessageContaining("answers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Main.start("answers"))
                .withMessageContaining("--NAME=VALUE");
    }
}
