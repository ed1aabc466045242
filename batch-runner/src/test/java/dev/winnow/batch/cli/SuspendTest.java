package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two processes that want one run. */
class SuspendTest {

    private static final int DOCUMENTS = 60;
    private static final int IN_FLIGHT = 4;
    private static final String HOLDS_A_RUN = """
            SELECT l.pid FROM pg_locks l, winnow.run r WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted
              AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('winnow run ' || r.id, 0)
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())""";

    @RegisterExtension
    final World world = new World();

    private String[] words() {
        return world.words("--max-in-flight", String.valueOf(IN_FLIGHT));
    }

    private CallGate slowModel() {
        return slowModel(Duration.ofMillis(200));
    }

    private CallGate slowModel(Duration latency) {
        world.receipts(DOCUMENTS);
        CallGate gate = new CallGate(DOCUMENTS / 3, latency);
        world.model(options -> options.withLatency(gate));
        return gate;
    }

    /** All but what Spring Batch says of the first process's execution, which hides nothing of the second's. */
    private List<String> writtenByTheSecond() {
        List<String> all = new ArrayList<>(world.sql().everything());
        all.removeIf(row -> row.startsWith("winnow.batch_"));
        all.addAll(world.sql().rows("""
                SELECT e::text, s::text FROM winnow.batch_job_execution e JOIN winnow.batch_step_execution s
                USING (job_execution_id) WHERE job_execution_id = (SELECT max(job_execution_id) FROM winnow.batch_job_execution)
                ORDER BY s.step_execution_id"""));
        return all;
    }

    @Test
    void theSecondOfTwoProcessesNamesTheFirst() throws Exception {
        world.receipts(DOCUMENTS);
        CallGate gate = new CallGate(IN_FLIGHT, Duration.ofMinutes(1));
        world.model(options -> options.withLatency(gate));
        try (Child first = Child.start(world.cli(), world.folder(), words())) {
            gate.await();
            try (Child second = Child.start(world.cli(), world.folder(), words())) {
                assertThat(second.exitCode()).as(second.err()).isEqualTo(ExitCodes.STOPPED);
                assertThat(second.err())
                        .contains("Run 1 of this command is being worked on by process " + first.pid() + " on ");
            }
            first.kill();
        }
        assertThat(world.simulator().bill().calls()).isEqualTo(IN_FLIGHT);
    }

    /** @param millis how long a call takes: with the longer time the metrics are due when the first process wakes up */
    @ParameterizedTest
    @ValueSource(ints = {200, 900})
    void aRunnerThatWakesUpAfterATakeoverWritesNothing(int millis) throws Exception {
        Path metrics = world.folder().resolve("winnow.prom");
        world.setting("winnow.metrics.file", metrics.toString());
        CallGate gate = slowModel(Duration.ofMillis(millis));
        try (Child suspended = Child.start(world.cli(), world.folder(), words())) {
            gate.await();
            suspended.signal("STOP");
            // a connection that is gone, as after a loss of the network, has no lock any more
            assertThat(world.sql().rows("SELECT pg_terminate_backend(pid) FROM (" + HOLDS_A_RUN + ") AS held"))
                    .containsExactly("t");

            assertThat(world.cli().run(words()).exits(ExitCodes.DONE).err()).contains("Continuing run 1.");
            List<String> before = writtenByTheSecond();
            String counted = Files.readString(metrics);
            long bill = world.simulator().bill().calls();

            suspended.signal("CONT");
            assertThat(suspended.exitCode()).as(suspended.err()).isEqualTo(ExitCodes.STOPPED);
            assertThat(suspended.err())
                    .contains("error: Run 1 was taken over by another process")
                    .doesNotContain("pending", "defect");
            assertThat(writtenByTheSecond()).isEqualTo(before);
            assertThat(Files.readString(metrics)).isEqualTo(counted);
            assertThat(world.simulator().bill().calls()).isBetween(bill, bill + IN_FLIGHT);
        }
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=" + DOCUMENTS);
        assertThat(world.sql().count("winnow.extraction")).isEqualTo(DOCUMENTS);
        assertThat(world.sql().count("records.receipt")).isEqualTo(DOCUMENTS);
        assertThat(world.simulator().answeredTwice().size()).isLessThanOrEqualTo(2 * IN_FLIGHT);
    }

    @Test
    void aRunnerThatIsSuspendedWithinATransactionKeepsNobodyFromItsRun() throws Exception {
        CallGate gate = slowModel();
        try (Child suspended = Child.start(world.cli(), world.folder(), words())) {
            gate.await();
            try (Connection other = world.sql().connection()) {
                other.setAutoCommit(false);
                other.createStatement().execute("LOCK TABLE winnow.model_call");
                while (world.sql().count("pg_locks WHERE NOT granted AND relation = 'winnow.model_call'::regclass")
                        == 0) {
                    Thread.yield();
                }
                suspended.signal("STOP");
            }
            // now its statement has come to an end, and its transaction has not
            world.sql().rows("SELECT pg_terminate_backend(pid) FROM (" + HOLDS_A_RUN + ") AS held");
            world.cli().run(words()).exits(ExitCodes.DONE);
            suspended.signal("CONT");
            assertThat(suspended.exitCode()).as(suspended.err()).isEqualTo(ExitCodes.STOPPED);
        }
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=" + DOCUMENTS);
    }

    @Test
    void aRunnerThatWakesUpDuringATakeoverLeavesTheOtherAlone() throws Exception {
        CallGate gate = slowModel();
        try (Child suspended = Child.start(world.cli(), world.folder(), words())) {
            gate.await();
            suspended.signal("STOP");
            world.sql().rows("SELECT pg_terminate_backend(pid) FROM (" + HOLDS_A_RUN + ") AS held");
            CallGate more = new CallGate(IN_FLIGHT, Duration.ofMillis(200));
            world.model(options -> options.withLatency(more));
            try (Child second = Child.start(world.cli(), world.folder(), words())) {
                more.await();
                suspended.signal("CONT");
                assertThat(suspended.exitCode()).as(suspended.err()).isEqualTo(ExitCodes.STOPPED);
                assertThat(suspended.err()).contains("error: Run 1 was taken over by another process");
                assertThat(second.exitCode()).as(second.err()).isEqualTo(ExitCodes.DONE);
            }
        }
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=" + DOCUMENTS);
        assertThat(world.sql().rows("SELECT status FROM winnow.batch_job_execution ORDER BY job_execution_id"))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .endsWith("COMPLETED");
        assertThat(world.sql().count("winnow.extraction")).isEqualTo(DOCUMENTS);
        assertThat(world.sql().count("records.receipt")).isEqualTo(DOCUMENTS);
    }
}
