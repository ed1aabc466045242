package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A run whose connections end one by one, or whose outcomes cannot be written. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LostConnectionsTest {

    private static final int DOCUMENTS = 8;
    private static final String HOLDERS = """
            SELECT l.pid FROM pg_locks l, winnow.run r WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted
              AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('winnow run ' || r.id, 0)
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())""";
    private static final String WRITERS = """
            SELECT pid FROM pg_locks WHERE NOT granted AND relation = 'records.receipt'::regclass
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""";

    @RegisterExtension
    final World world = new World();

    private String[] words() {
        return world.words("--max-in-flight", "8");
    }

    private CallGate hangingModel() {
        world.receipts(DOCUMENTS);
        CallGate gate = new CallGate(1, Duration.ofMinutes(2));
        world.model(options -> options.withLatency(gate));
        world.setting("winnow.stop-grace", "0s");
        return gate;
    }

    private void end(String backends) {
        assertThat(world.sql().rows("SELECT pg_terminate_backend(pid, 10000) FROM (" + backends + ") AS these"))
                .containsExactly("t");
    }

    @Test
    void aLockThatIsLostIsTakenAgain() throws Exception {
        CallGate gate = hangingModel();
        try (Child run = Child.start(world.cli(), world.folder(), words())) {
            gate.await();
            end(HOLDERS);
            while (world.sql().rows(HOLDERS).isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(world.run().exits(ExitCodes.STOPPED).err())
                    .contains("Run 1 of this command is being worked on by process " + run.pid());
            assertThat(run.terminate().exitCode()).as(run.err()).isEqualTo(ExitCodes.STOPPED);
        }
        assertThat(world.sql().rows("SELECT epoch FROM winnow.run")).containsExactly("1");
    }

    @Test
    void aRunThatWasTakenOverEndsAlthoughItHasNothingToWrite() throws Exception {
        CallGate gate = hangingModel();
        String[] words =
                world.words("--metrics", world.folder().resolve("winnow.prom").toString());
        CompletableFuture<Cli.Result> run = world.cli().begin(words);
        gate.await();
        // as whoever takes it over does once the lock is lost
        world.sql().execute("UPDATE winnow.run SET epoch = epoch + 1");
        end(HOLDERS);

        assertThat(run.get(60, TimeUnit.SECONDS).exits(ExitCodes.STOPPED).err())
                .contains("Run 1 was taken over by another process");
        assertThat(world.sql().rows(HOLDERS)).isEmpty();
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("winnow-metrics"))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aConnectionThatEndsWhileOutcomesAreWrittenCostsNothing() throws Exception {
        world.receipts(DOCUMENTS);
        String[] words = words();
        CompletableFuture<Cli.Result> run;
        try (Connection other = world.sql().connection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE records.receipt IN SHARE ROW EXCLUSIVE MODE");
            run = world.cli().begin(words);
            while (world.sql().rows(WRITERS).isEmpty()) {
                Thread.onSpinWait();
            }
            end(WRITERS);
        }
        run.get(60, TimeUnit.SECONDS).exits(ExitCodes.DONE);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=" + DOCUMENTS);
        assertThat(world.sql().count("records.receipt")).isEqualTo(DOCUMENTS);
        assertThat(world.simulator().bill().calls()).isEqualTo(DOCUMENTS);
    }

    @Test
    void aDiskThatIsFullForAWhileIsWaitedForAndSaid() throws Exception {
        world.receipts(DOCUMENTS);
        world.sql()
                .execute(
                        "CREATE SEQUENCE public.tries",
                        """
                        CREATE FUNCTION public.full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                          IF nextval('public.tries') <= 2 THEN RAISE EXCEPTION 'planted' USING ERRCODE = '53100'; END IF;
                          RETURN NEW;
                        END $$""",
                        "CREATE TRIGGER planted BEFORE INSERT ON winnow.model_call EXECUTE FUNCTION public.full()");

        try (Child run = Child.start(world.cli(), world.folder(), words())) {
            assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCodes.DONE);
            assertThat(run.err())
                    .containsOnlyOnce("failed: SQL state 53100; calls and replies are kept for up to ")
                    .containsOnlyOnce("The database takes calls and replies again");
        }
        assertThat(world.simulator().bill().calls()).isEqualTo(DOCUMENTS);
    }

    @Test
    void whatIsInFlightWhenOutcomesCannotBeWrittenIsStillPutOnRecord() {
        world.receipts(DOCUMENTS);
        AtomicInteger calls = new AtomicInteger();
        world.model(options -> options.withLatency(
                () -> calls.incrementAndGet() == 1 ? Duration.ofMillis(500) : Duration.ofSeconds(2)));
        world.sql()
                .execute(
                        """
                        CREATE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = '42501'; END $$""",
                        "CREATE TRIGGER planted BEFORE INSERT ON winnow.extraction EXECUTE FUNCTION public.fail()");

        assertThat(world.cli().run(words()).exits(ExitCodes.STOPPED).err())
                .contains("Stopped: Writing extractions failed: SQL state 42501.")
                .doesNotContain("cut off");
        assertThat(world.sql().rows("SELECT DISTINCT state FROM winnow.model_call"))
                .isEqualTo(List.of("ANSWERED"));

        world.sql().execute("DROP TRIGGER planted ON winnow.extraction");
        world.cli().run(words()).exits(ExitCodes.DONE);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=" + DOCUMENTS);
        assertThat(world.simulator().answeredTwice()).isEmpty();
        assertThat(world.simulator().bill().calls()).isEqualTo(DOCUMENTS);
    }
}
