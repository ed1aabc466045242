package dev.winnow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    private static final Answers ANSWERS =
            Answers.of(List.of(Answer.of("the document", "{\"content\":\"x\",\"latency_ms\":20}")));

    @Test
    void saysThatAPortIsInUse() {
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults(), ANSWERS)) {
            SimulatorOptions same = SimulatorOptions.defaults().withPort(simulator.port());
            assertThatThrownBy(() -> Simulator.start(same, ANSWERS))
                    .isInstanceOf(SimulatorException.class)
                    .hasMessageContaining("127.0.0.1:" + simulator.port());
        }
    }

    @Test
    void stopsListening() throws Exception {
        Simulator simulator = Simulator.start(SimulatorOptions.defaults(), ANSWERS);
        Caller caller = new Caller(simulator);
        assertThat(caller.get("/v1/models").status()).isEqualTo(200);
        simulator.close();
        simulator.close();
        assertThatThrownBy(() -> caller.get("/v1/models")).isInstanceOf(IOException.class);
    }

    @Test
    void answersManyAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults(), ANSWERS)) {
            Caller caller = new Caller(simulator);
            List<Future<Caller.Response>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Callable<Caller.Response> call = () -> caller.chat(Requests.receipt("the document"));
                calls.add(threads.submit(call));
            }
            for (Future<Caller.Response> call : calls) {
                assertThat(call.get().header("openai-processing-ms")).isEqualTo("20");
            }
            assertThat(simulator.bill().answered()).isEqualTo(200);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void optionsAreChecked() {
        SimulatorOptions options = SimulatorOptions.defaults();
        assertThatIllegalArgumentException().isThrownBy(() -> options.withPort(65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> options.withModels());
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.perMinute(0, 1));
        assertThat(options.withApiKeys("sk-secret").toString()).doesNotContain("sk-secret");
    }

    @Test
    void theHeavyTailHasItsShape() {
        Latency latency = Latency.heavyTail(7);
        Latency again = Latency.heavyTail(7);
        List<Duration> drawn = Stream.generate(latency::next).limit(10_000).toList();
        assertThat(drawn).isEqualTo(Stream.generate(again::next).limit(10_000).toList());
        assertThat(drawn.stream().filter(Duration.ofMillis(150)::equals).count())
                .isBetween(8_800L, 9_200L);
        assertThat(drawn.stream().filter(Duration.ofSeconds(4)::equals).count()).isBetween(5L, 50L);
    }
}
