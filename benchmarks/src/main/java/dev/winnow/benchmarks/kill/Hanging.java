package dev.winnow.benchmarks.kill;

import dev.winnow.db.embedded.EmbeddedPostgres;
import dev.winnow.simulator.Fault;
import dev.winnow.simulator.Faults;
import dev.winnow.simulator.Latency;
import dev.winnow.simulator.Simulator;
import dev.winnow.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** A run with 1% of calls that are never answered and 1% whose answers trickle, a byte a second. */
final class Hanging {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final double SHARE = 0.01;
    /** By the number of calls that a document took: all but its last hung. */
    private static final String LATEST = """
            SELECT c.calls, count(*), max(extract(epoch FROM e.reached_at - c.began)) FROM winnow.extraction e
            JOIN (SELECT document_id, count(*) AS calls, min(sent_at) AS began FROM winnow.model_call GROUP BY 1) c
            USING (document_id) GROUP BY 1 ORDER BY 1""";

    private Hanging() {}

    static void run(Plan plan, Findings findings, int number) throws IOException, InterruptedException, SQLException {
        Documents documents = Documents.write(plan.work().resolve("documents-hanging"), "hanging", number);
        Path directory = plan.work().resolve("hanging");
        Faults faults = Faults.none()
                .with(Fault.SILENT, SHARE)
                .with(Fault.SLOW_BODY, SHARE)
                .withPace(Duration.ofSeconds(1));
        SimulatorOptions options =
                SimulatorOptions.defaults().withFaults(faults).withLatency(Latency.fixed(Duration.ofMillis(200)));
        try (Simulator model = Simulator.start(options, documents.answers())) {
            Program program = Program.start(
                    plan,
                    directory,
                    documents,
                    model.baseUrl().toString(),
                    "WINNOW_TIMEOUTS_WHOLE_CALL=" + DEADLINE.toSeconds() + "s");
            if (!program.ends(Plan.LONGEST.toMillis()) || program.exitCode() != 3) {
                program.dump();
                program.kill();
                findings.wrong("hanging: does not end as it should: " + program.said());
            }
            if (model.connections() > 0) {
                findings.wrong("hanging: connections are left: " + model.connections());
            }
            new Ledger("hanging", documents, model, findings).check(directory);
            latest(directory, findings);
        }
    }

    private static void latest(Path directory, Findings findings) throws SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.open(directory, directory.resolve("db"));
                var connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(LATEST)) {
            while (rows.next()) {
                int calls = rows.getInt(1);
                double seconds = rows.getDouble(3);
                findings.took(
                        "latest of " + rows.getInt(2) + " documents with " + calls + " calls of at most "
                                + DEADLINE.toSeconds() + " s, after",
                        (long) (seconds * 1e9));
                // one call that hangs and one that is answered: twice the deadline
                if (seconds > Math.max(2, calls) * DEADLINE.toSeconds()) {
                    findings.wrong("hanging: a document with " + calls + " calls took " + seconds + " s");
                }
            }
        }
    }
}
