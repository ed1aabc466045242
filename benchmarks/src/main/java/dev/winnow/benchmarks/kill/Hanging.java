package dev.winnow.benchmarks.kill;

import dev.winnow.benchmarks.kill.Findings.Wrong;
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
import java.util.concurrent.TimeUnit;

/** A run that never gets an answer to the first calls of 1% of its documents, and those of another 1% a byte a second. */
final class Hanging {

    static final Duration DEADLINE = Duration.ofSeconds(5);
    /** Of any document, from its first call to its outcome. */
    static final Duration LATEST = DEADLINE.multipliedBy(2);

    static final String STRUCK = "documents with a hanging call, after";
    static final String ALL = "all documents of a run with hanging calls, after";
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final double SHARE = 0.01;
    /** How many calls of a document hung, and the seconds from its first to its outcome. */
    private static final String DOCUMENTS = """
            SELECT c.hung, extract(epoch FROM e.reached_at - c.began) FROM winnow.extraction e
            JOIN (SELECT document_id, count(*) FILTER (WHERE failure LIKE '%timeout%') AS hung, min(sent_at) AS began
                  FROM winnow.model_call GROUP BY 1) c
            USING (document_id)""";

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
                findings.wrong(Wrong.OTHER, "hanging: does not end as it should: " + program.said());
            }
            // the model's server sees the end of a connection a little later
            long until = System.nanoTime() + GRACE.toNanos();
            while (model.connections() > 0 && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            if (model.connections() > 0) {
                findings.wrong(Wrong.CONNECTION_LEFT, "hanging: connections are left: " + model.connections());
            }
            new Ledger("hanging", documents, model, findings).check(directory);
            long struck = documents.texts().values().stream()
                    .filter(text -> faults.striking(text).isPresent())
                    .count();
            latest(directory, findings, struck);
        }
    }

    /** @param struck how many documents had a call that hung */
    private static void latest(Path directory, Findings findings, long struck) throws SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.open(directory, directory.resolve("db"));
                var connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(DOCUMENTS)) {
            while (rows.next()) {
                int hung = rows.getInt(1);
                double seconds = rows.getDouble(2);
                findings.measured(ALL, seconds);
                if (hung > 0) {
                    findings.measured(STRUCK, seconds);
                }
                if (seconds > LATEST.toSeconds()) {
                    findings.wrong(Wrong.LATE, "hanging: a document took " + seconds + " s, " + hung + " calls hung");
                }
            }
        }
        int found = findings.measurements(STRUCK);
        if (found != struck) {
            findings.wrong(Wrong.OTHER, "hanging: " + found + " documents had calls that hung, not " + struck);
        }
    }
}
