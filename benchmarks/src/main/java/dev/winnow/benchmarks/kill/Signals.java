package dev.winnow.benchmarks.kill;

import dev.winnow.simulator.Simulator;
import dev.winnow.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Stops by SIGTERM while calls are in flight, and what the next run buys again. */
final class Signals {

    /** Late enough for calls of 8 s in every state, early enough for those of 30 s to be cut off. */
    private static final Duration LATEST = Duration.ofSeconds(15);

    private static final Duration MOST = Duration.ofSeconds(10);

    private final Plan plan;
    private final Findings findings;
    private final Path directory;
    private int runs;

    Signals(Plan plan, Findings findings) {
        this.plan = plan;
        this.findings = findings;
        this.directory = plan.work().resolve("signals");
    }

    /**
     * One run that is stopped once and continued.
     *
     * @param call how long each takes until the stop
     * @param cutOff whether calls outlast the grace period
     */
    void stop(Duration call, boolean cutOff, Random random) throws IOException, InterruptedException, SQLException {
        String run = "signals-" + ++runs;
        String kind = "with calls of " + call.toSeconds() + " s";
        Documents documents = Documents.write(plan.work().resolve("documents-" + run), run, 3 * plan.inFlight());
        AtomicLong latency = new AtomicLong(call.toMillis());
        Arrivals arrivals = new Arrivals(() -> Duration.ofMillis(latency.get()));
        SimulatorOptions options = SimulatorOptions.defaults().withLatency(arrivals);
        try (Simulator model = Simulator.start(options, documents.answers())) {
            Program first =
                    Program.start(plan, directory, documents, model.baseUrl().toString());
            while (arrivals.calls() < plan.inFlight() * 9L / 10) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextLong(Math.min(call.toMillis(), LATEST.toMillis())));
            long signal = System.nanoTime();
            first.terminate();
            if (!first.ends(Plan.LONGEST.toMillis()) || first.exitCode() != 1) {
                findings.wrong(run + ": no exit code 1: " + first.said());
                first.kill();
            }
            long took = System.nanoTime() - signal;
            findings.took("stopped " + kind + " after", took);
            if (took > MOST.toNanos()) {
                findings.wrong(run + ": took " + TimeUnit.NANOSECONDS.toMillis(took) + " ms");
            }
            boolean told = first.said().contains("cut off");
            latency.set(0);
            Program second =
                    Program.start(plan, directory, documents, model.baseUrl().toString());
            if (!second.ends(Plan.LONGEST.toMillis()) || second.exitCode() != 3) {
                findings.wrong(run + ": not finished: " + second.said());
                second.kill();
            }
            long twice = new Ledger(run, documents, model, findings).check(directory);
            findings.count("calls bought twice " + kind, twice);
            if (twice > 0 && (!cutOff || !told) || twice > plan.inFlight()) {
                findings.wrong(run + ": bought twice: " + twice + "; said: " + first.said());
            }
            findings.count("stops " + kind, 1);
        }
    }
}
