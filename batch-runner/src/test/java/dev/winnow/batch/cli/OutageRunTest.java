package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.simulator.Bill;
import dev.winnow.simulator.Outage;
import dev.winnow.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The model goes away in the middle of a run with 512 calls in flight, and comes back. */
class OutageRunTest {

    private static final int DOCUMENTS = 1_500;
    private static final int IN_FLIGHT = 512;

    @RegisterExtension
    final World world = new World();

    @Test
    void losesNoDocumentAndGivesNoneUp() throws Exception {
        for (int i = 0; i < DOCUMENTS; i++) {
            world.receiptOf("Corner Shop number %04d".formatted(i));
        }
        CallGate gate = new CallGate(DOCUMENTS / 2, Duration.ofMillis(300));
        world.model(options -> options.withLatency(gate));
        Path state = world.folder().resolve("state");
        world.setting("winnow.directory", state.toString());
        Simulator model = world.simulator();
        String[] words = world.words("--max-in-flight", String.valueOf(IN_FLIGHT));
        CompletableFuture<Cli.Result> run = world.cli().begin(words);
        gate.await();
        model.outage(Outage.UNREACHABLE);
        await(run, model, bill -> bill.lost() > 0);
        model.outage(Outage.SERVER_ERROR);
        // the first calls to come after the circuit opened are its trials
        await(run, model, bill -> bill.refused().getOrDefault(500, 0L) > 0);
        model.recover();
        run.get(120, TimeUnit.SECONDS).exits(ExitCodes.DONE);

        assertThat(world.outcomes()).isEqualTo("EXTRACTED=" + DOCUMENTS);
        assertThat(world.sql().count("records.receipt")).isEqualTo(DOCUMENTS);
        assertThat(circuits(state.resolve("winnow.log")))
                .startsWith("CLOSED", "OPEN", "HALF_OPEN")
                .endsWith("CLOSED");
        Bill bill = model.bill();
        // once the circuit is open there are only trials, three at a time; before, whatever was on its way
        assertThat(bill.refused().get(500)).as("calls into the outage").isLessThan(IN_FLIGHT / 4);
        assertThat(bill.answered() - bill.lost()).isEqualTo(DOCUMENTS);
        assertThat(model.answeredTwice().values())
                .allSatisfy(document -> assertThat(document.answered()).isEqualTo(document.lost() + 1));
        assertThat(world.sql().count("winnow.model_call WHERE state = 'ANSWERED'"))
                .isEqualTo(DOCUMENTS);
        assertThat(world.sql().count("winnow.model_call WHERE state = 'UNCONFIRMED'"))
                .isGreaterThanOrEqualTo(bill.lost());
        assertThat(world.sql().count("winnow.model_call WHERE state = 'SENT'")).isZero();
    }

    /** The states of the endpoint's circuit, in the order of the log. */
    private static List<String> circuits(Path log) throws IOException {
        List<String> circuits = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            JsonNode event = new ObjectMapper().readTree(line);
            if (event.path("event").asText().equals("endpoint")) {
                circuits.add(event.path("circuit").asText());
            }
        }
        return circuits;
    }

    private static void await(CompletableFuture<?> run, Simulator model, Predicate<Bill> until) {
        while (!until.test(model.bill())) {
            assertThat(run).as("the run").isNotDone();
            Thread.onSpinWait();
        }
    }
}
