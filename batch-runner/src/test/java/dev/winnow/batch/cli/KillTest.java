package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.db.embedded.EmbeddedPostgres;
import dev.winnow.simulator.Latency;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that end before their work does. */
class KillTest {

    private static final int DOCUMENTS = 60;
    private static final int IN_FLIGHT = 4;
    /** Sent, and not on record as ended. */
    private static final int UNDER_WAY = IN_FLIGHT + 1;
    /** With those that are got ready meanwhile. */
    private static final int ON_RECORD = UNDER_WAY + IN_FLIGHT;

    private static final String SENT = "winnow.model_call WHERE failure IS DISTINCT FROM 'UNREACHABLE, not_sent'";

    @RegisterExtension
    final World world = new World();

    private String[] words() {
        return world.words("--max-in-flight", String.valueOf(IN_FLIGHT));
    }

    private CallGate slowModel() {
        world.receipts(DOCUMENTS);
        CallGate gate = new CallGate(DOCUMENTS / 3, Duration.ofMillis(100));
        world.model(options -> options.withLatency(gate));
        return gate;
    }

    private void everyDocumentHasOneRow() {
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=" + DOCUMENTS);
        assertThat(world.sql().count("winnow.run")).isEqualTo(1);
        assertThat(world.sql().count("winnow.extraction")).isEqualTo(DOCUMENTS);
        assertThat(world.sql().count("records.receipt")).isEqualTo(DOCUMENTS);
        assertThat(world.sql().count("winnow.model_call WHERE state = 'SENT'")).isZero();
        assertThat(world.sql()
                        .value("SELECT count(DISTINCT request_key) FROM winnow.model_call WHERE state = 'ANSWERED'"))
                .isEqualTo(String.valueOf(DOCUMENTS));
    }

    @Test
    void continuesAfterAKill() throws Exception {
        CallGate gate = slowModel();
        try (Child child = Child.start(world.cli(), world.folder(), words())) {
            gate.await();
            child.kill();
        }
        assertThat(world.sql().rows("SELECT state FROM winnow.run")).containsExactly("RUNNING");
        long inFlight = world.sql().count("winnow.model_call WHERE state = 'SENT'");
        assertThat(inFlight).isBetween(1L, (long) ON_RECORD);

        Cli.Result continued = world.cli().run(words()).exits(ExitCodes.DONE);
        assertThat(continued.err()).contains("Continuing run 1.");
        everyDocumentHasOneRow();
        assertThat(world.sql().count("winnow.model_call WHERE state = 'UNCONFIRMED'"))
                .isEqualTo(inFlight);
        assertThat(world.simulator().bill().calls())
                .isBetween((long) DOCUMENTS, DOCUMENTS + Math.min(UNDER_WAY, inFlight));
        // what was in flight may have been paid for, so it counts
        assertThat(world.report().path("calls").asLong()).isEqualTo(DOCUMENTS + inFlight);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void stopsCleanlyAtASignal(String signal) throws Exception {
        CallGate gate = slowModel();
        try (Child child = Child.start(world.cli(), world.folder(), words())) {
            gate.await();
            child.signal(signal);
            assertThat(child.exitCode()).as(child.err()).isEqualTo(ExitCodes.STOPPED);
            assertThat(child.err()).contains("Stopped: stopped by a signal", "the same command continues");
        }
        assertThat(world.sql().rows("SELECT state, stop_reason FROM winnow.run"))
                .containsExactly("STOPPED|stopped by a signal");
        assertThat(world.sql().count("winnow.model_call WHERE state = 'SENT'")).isZero();
        assertThat(world.sql().count("winnow.run_document WHERE outcome IS NULL"))
                .isBetween(1L, (long) DOCUMENTS * 2 / 3);

        world.cli().run(words()).exits(ExitCodes.DONE);
        everyDocumentHasOneRow();
        assertThat(world.simulator().bill().calls()).isEqualTo(DOCUMENTS);
        assertThat(world.sql().count(SENT)).isEqualTo(DOCUMENTS);
    }

    @Test
    void stopsWithItsOwnExitCodeAlreadyWhileItStarts() throws Exception {
        world.receipts(1);
        world.model(options -> options.withLatency(Latency.fixed(Duration.ofMinutes(1))));
        world.setting("winnow.stop-grace", "0s");
        // it warns of this before it looks at types and models
        world.setting("winnow.no-setting", "1");
        try (Child child = Child.start(world.cli(), world.folder(), words())) {
            while (!child.err().contains("winnow.no-setting")) {
                assertThat(child.isAlive()).as(child.err()).isTrue();
            }
            assertThat(child.terminate().exitCode()).as(child.err()).isEqualTo(ExitCodes.STOPPED);
            assertThat(child.err()).contains("Stopped");
        }
    }

    @Test
    void cutsOffWhatOutlastsTheGraceAndSaysHowMuch() throws Exception {
        world.receipts(DOCUMENTS);
        CallGate gate = new CallGate(IN_FLIGHT, Duration.ofMinutes(1));
        world.model(options -> options.withLatency(gate));
        world.setting("winnow.stop-grace", "3s");
        Path log = Files.createDirectory(world.folder().resolve("own"));
        try (Child child = Child.start(world.cli().in(log), world.folder(), words())) {
            gate.await();
            long signalled = System.nanoTime();
            assertThat(child.terminate().exitCode()).as(child.err()).isEqualTo(ExitCodes.STOPPED);
            // calls are awaited until 1.5 s before the end; with the default that alone takes 8.5 s
            assertThat(Duration.ofNanos(System.nanoTime() - signalled))
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(7));
            assertThat(child.err()).contains("Stopped: stopped by a signal", IN_FLIGHT + " calls were cut off");
        }
        assertThat(Files.readString(log.resolve("winnow.log")))
                .containsPattern("\"event\":\"calls_cut_off\".*\"calls\":" + IN_FLIGHT);
        assertThat(world.sql().count("winnow.model_call WHERE state = 'UNCONFIRMED'"))
                .isEqualTo(IN_FLIGHT);

        world.model(options -> options);
        world.cli().run(words()).exits(ExitCodes.DONE);
        everyDocumentHasOneRow();
        assertThat(world.sql().count(SENT)).isEqualTo(DOCUMENTS + IN_FLIGHT);
    }

    @Test
    void takesItsServerDownAtASignal() throws Exception {
        CallGate gate = slowModel();
        Path directory = Installation.DIRECTORY_OF_ITS_OWN;
        try (EmbeddedPostgres server = EmbeddedPostgres.open(directory, directory.resolve("db"))) {
            new Sql(server.jdbcUrl(), server.user(), server.password())
                    .execute("DROP SCHEMA IF EXISTS records CASCADE", "DROP SCHEMA IF EXISTS winnow CASCADE");
        }
        Cli cli = world.cli().in(directory);
        String[] words = {
            "run",
            "receipt",
            world.input().toString(),
            "--model",
            World.MODEL,
            "--base-url",
            world.simulator().baseUrl().toString(),
            "--max-in-flight",
            String.valueOf(IN_FLIGHT)
        };
        try (Child child = Child.start(cli, world.folder(), words)) {
            gate.await();
            assertThat(child.terminate().exitCode()).as(child.err()).isEqualTo(ExitCodes.STOPPED);
        }
        assertThat(Files.exists(directory.resolve("db").resolve("data").resolve("postmaster.pid")))
                .as("the embedded server still runs")
                .isFalse();
    }

    @Test
    void givesTheProcessItsExitCode() throws Exception {
        world.receipts(1);
        world.answered("No", "{\"refusal\":\"No.\"}");
        try (Child child = Child.start(world.cli(), world.folder(), world.words())) {
            assertThat(child.line()).startsWith("run 1: 2 documents as receipt: 1 EXTRACTED, 1 REFUSED");
            assertThat(child.exitCode()).isEqualTo(ExitCodes.OTHER_OUTCOMES);
        }
        world.sql().execute("ALTER TABLE records.receipt DROP COLUMN address");
        try (Child child = Child.start(world.cli(), world.folder(), world.words())) {
            assertThat(child.exitCode()).as(child.err()).isEqualTo(ExitCodes.USAGE);
        }
    }
}
