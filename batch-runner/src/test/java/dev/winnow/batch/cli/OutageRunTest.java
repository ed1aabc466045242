package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.simulator.Bill;
import dev.winnow.simulator.Outage;
import dev.winnow.simulator.Simulator;
import java.time.Duration;
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
        Simulator model = world.simulator();
        String[] words = world.words("--max-in-flight", String.valueOf(IN_FLIGHT));
        CompletableFuture<Cli.Result> run =
                CompletableFuture.supplyAsync(() -> world.cli().run(words));
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
        Bill bill = model.bill();
        // once the circuit is open there are only trials, three at a time
        assertThat(bill.refused().get(500)).as("calls into the outage").isLessThan(IN_FLIGHT / 8);
        assertThat(bill.answered() - bill.lost()).isEqualTo(DOCUMENTS);
        assertThat(model.answeredTwice().values())
                .allSatisfy(document -> assertThat(document.answered()).isEqualTo(document.lost() + 1));
        assertThat(world.sql().count("winnow.model_call WHERE state = 'ANSWERED'"))
                .isEqualTo(DOCUMENTS);
        assertThat(world.sql().count("winnow.model_call WHERE state = 'UNCONFIRMED'"))
                .isGreaterThanOrEqualTo(bill.lost());
        assertThat(world.sql().count("winnow.model_call WHERE state = 'SENT'")).isZero();
    }

    private static void await(CompletableFuture<?> run, Simulator model, Predicate<Bill> until) {
        while (!until.test(model.bill())) {
            assertThat(run).as("the run").isNotDone();
            Thread.onSpinWait();
        }
    }
}
