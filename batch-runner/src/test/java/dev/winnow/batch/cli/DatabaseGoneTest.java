package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.db.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database that goes away in the middle of a run. */
class DatabaseGoneTest {

    private static final int DOCUMENTS = 60;
    private static final int IN_FLIGHT = 4;
    /** Sent, and not on record as ended. */
    private static final int UNDER_WAY = IN_FLIGHT + 1;
    /** With those that are got ready meanwhile. */
    private static final int ON_RECORD = UNDER_WAY + IN_FLIGHT;

    private static final Path DIRECTORY = Installation.DIRECTORY_OF_ITS_OWN;

    @RegisterExtension
    final World world = new World();

    @BeforeEach
    void emptyDatabase() {
        try (EmbeddedPostgres server = open()) {
            new Sql(server.jdbcUrl(), server.user(), server.password())
                    .execute("DROP SCHEMA IF EXISTS records CASCADE", "DROP SCHEMA IF EXISTS winnow CASCADE");
        }
    }

    private static EmbeddedPostgres open() {
        return EmbeddedPostgres.open(DIRECTORY, DIRECTORY.resolve("db"));
    }

    private static void killServer() throws Exception {
        Path pid = DIRECTORY.resolve("db").resolve("data").resolve("postmaster.pid");
        ProcessHandle server = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pid).get(0).strip()))
                .orElseThrow();
        server.destroyForcibly();
        server.onExit().get(60, TimeUnit.SECONDS);
    }

    private String[] words() {
        return new String[] {
            "run",
            "receipt",
            world.input().toString(),
            "--model",
            World.MODEL,
            "--base-url",
            world.simulator().baseUrl().toString(),
            "--max-in-flight",
            String.valueOf(IN_FLIGHT),
        };
    }

    private CallGate slowModel() {
        world.receipts(DOCUMENTS);
        CallGate gate = new CallGate(DOCUMENTS / 3, Duration.ofMillis(100));
        world.model(options -> options.withLatency(gate));
        return gate;
    }

    /** With the calls that were paid for and are not in the journal. */
    private long everyDocumentHasOneRow() {
        try (EmbeddedPostgres server = open()) {
            return everyDocumentHasOneRow(new Sql(server.jdbcUrl(), server.user(), server.password()));
        }
    }

    private static long everyDocumentHasOneRow(Sql sql) {
        assertThat(sql.rows("SELECT state FROM winnow.run")).containsExactly("FINISHED");
        assertThat(sql.count("winnow.extraction WHERE outcome = 'EXTRACTED'")).isEqualTo(DOCUMENTS);
        assertThat(sql.count("records.receipt")).isEqualTo(DOCUMENTS);
        assertThat(sql.count("winnow.model_call WHERE state = 'SENT'")).isZero();
        assertThat(sql.count("winnow.model_call WHERE state = 'ANSWERED'")).isEqualTo(DOCUMENTS);
        return sql.count("winnow.model_call WHERE state = 'UNCONFIRMED'");
    }

    @Test
    void theEmbeddedOneEndsTheRunAndTheSameCommandContinues() throws Exception {
        CallGate gate = slowModel();
        Cli cli = world.cli().in(DIRECTORY);
        try (Child child = Child.start(cli, world.folder(), words())) {
            gate.await();
            killServer();
            assertThat(child.exitCode()).as(child.err()).isEqualTo(ExitCodes.STOPPED);
            assertThat(child.err())
                    .contains("failed: ", "The same command continues")
                    .doesNotContain("defect");
        }
        cli.run(words()).exits(ExitCodes.DONE);
        long unconfirmed = everyDocumentHasOneRow();
        assertThat(unconfirmed).isLessThanOrEqualTo(ON_RECORD);
        assertThat(world.simulator().answeredTwice().size())
                .isLessThanOrEqualTo(Math.min(UNDER_WAY, (int) unconfirmed));
    }

    @Test
    void anotherThatComesBackTakesWhatWasPaidForMeanwhile() throws Exception {
        CallGate gate = slowModel();
        try (SystemPostgres server = SystemPostgres.start()) {
            server.sql("postgres").execute("CREATE DATABASE winnow");
            Cli cli = world.cli()
                    .with("winnow.db.url", "postgresql://" + server.host() + "/winnow")
                    .with("winnow.db.user", SystemPostgres.USER)
                    .with("winnow.db.password", SystemPostgres.PASSWORD);
            try (Child child = Child.start(cli, world.folder(), words())) {
                gate.await();
                server.crash();
                server.startAgain();
                // journal, outcomes and lock outlast it; Spring Batch's own tables need not
                assertThat(child.exitCode()).as(child.err()).isIn(ExitCodes.DONE, ExitCodes.STOPPED);
                assertThat(child.err()).doesNotContain("defect");
                if (child.exitCode() == ExitCodes.STOPPED) {
                    assertThat(child.err()).contains("failed: ", "the same command continues");
                    cli.run(words()).exits(ExitCodes.DONE);
                }
            }
            long unconfirmed = everyDocumentHasOneRow(server.sql("winnow"));
            assertThat(unconfirmed).isLessThanOrEqualTo(ON_RECORD);
            assertThat(world.simulator().answeredTwice().size())
                    .isLessThanOrEqualTo(Math.min(UNDER_WAY, (int) unconfirmed));
        }
    }

    @Test
    void killsAndTheirRepairs() throws Exception {
        world.receipts(DOCUMENTS);
        Cli cli = world.cli().in(DIRECTORY);
        int killed = 0;
        for (boolean database : new boolean[] {false, true, false}) {
            CallGate gate = new CallGate(DOCUMENTS / 5, Duration.ofMillis(100));
            world.model(options -> options.withLatency(gate));
            try (Child child = Child.start(cli, world.folder(), words())) {
                gate.await();
                child.kill();
            }
            if (database) {
                killServer();
            }
            killed++;
        }
        cli.run(words()).exits(ExitCodes.DONE);
        assertThat(everyDocumentHasOneRow()).isBetween(1L, (long) killed * ON_RECORD);
        assertThat(world.simulator().answeredTwice().size())
                .as("after the last kill, whose model is the present one")
                .isLessThanOrEqualTo(UNDER_WAY);
    }
}
