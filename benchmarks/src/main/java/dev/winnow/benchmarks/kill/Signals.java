package dev.winnow.benchmarks.kill;

import dev.winnow.benchmarks.kill.Findings.Wrong;
import dev.winnow.simulator.Simulator;
import dev.winnow.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stops by SIGTERM while calls are in flight, and what the next run buys again. */
final class Signals {

    /**
     * What is in flight at the stop.
     *
     * @param length of each call
     * @param cutOff whether they outlast the grace period
     */
    record Calls(Duration length, boolean cutOff) {

        String stopped() {
            return "stopped with calls of " + length.toSeconds() + " s after";
        }

        String twice() {
            return "bought twice with calls of " + length.toSeconds() + " s";
        }

        String cut() {
            return "cut off with calls of " + length.toSeconds() + " s";
        }
    }

    static final Calls SHORT = new Calls(Duration.ofSeconds(8), false);
    static final Calls LONG = new Calls(Duration.ofSeconds(30), true);

    /** From the signal to the end. */
    static final Duration MOST = Duration.ofSeconds(10);

    private static final Pattern CUT_OFF = Pattern.compile("(\\d+) calls? (?:was|were) cut off");

    /** Late enough for calls of 8 s in every state, early enough for those of 30 s to be cut off. */
    private static final Duration LATEST = Duration.ofSeconds(15);

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
     * @param atOnce whether as soon as its calls are in flight, which leaves them the least time
     */
    void stop(Calls calls, boolean atOnce, Random random) throws IOException, InterruptedException, SQLException {
        String run = "signals-" + ++runs;
        Documents documents = Documents.write(plan.work().resolve("documents-" + run), run, plan.documents());
        AtomicLong latency = new AtomicLong(calls.length().toMillis());
        Arrivals arrivals = new Arrivals(() -> Duration.ofMillis(latency.get()));
        SimulatorOptions options = SimulatorOptions.defaults().withLatency(arrivals);
        try (Simulator model = Simulator.start(options, documents.answers())) {
            Program first =
                    Program.start(plan, directory, documents, model.baseUrl().toString());
            if (!busy(first, arrivals)) {
                first.kill();
                findings.wrong(Wrong.STOP, run + ": never has its calls in flight: " + first.said());
                return;
            }
            if (!atOnce) {
                TimeUnit.MILLISECONDS.sleep(
                        random.nextLong(Math.min(calls.length().toMillis(), LATEST.toMillis())));
            }
            stopped(run, calls, first);
            latency.set(0);
            Program second =
                    Program.start(plan, directory, documents, model.baseUrl().toString());
            if (!second.ends(Plan.LONGEST.toMillis()) || second.exitCode() != 3) {
                findings.wrong(Wrong.STOP, run + ": not finished: " + second.said());
                second.kill();
            }
            boughtTwice(run, calls, new Ledger(run, documents, model, findings).check(directory), first.said());
        }
    }

    /** Waits until nearly all calls are in flight; false if that does not come. */
    private boolean busy(Program program, Arrivals arrivals) throws InterruptedException {
        long until = System.nanoTime() + Plan.LONGEST.toNanos();
        while (arrivals.calls() < plan.inFlight() * 9L / 10) {
            if (program.ends(5) || System.nanoTime() > until) {
                return false;
            }
        }
        return true;
    }

    private void stopped(String run, Calls calls, Program program) throws IOException, InterruptedException {
        long signal = System.nanoTime();
        program.terminate();
        if (!program.ends(Plan.LONGEST.toMillis()) || program.exitCode() != 1) {
            findings.wrong(Wrong.STOP, run + ": no exit code 1: " + program.said());
            program.kill();
        }
        long took = System.nanoTime() - signal;
        findings.took(calls.stopped(), took);
        if (took > MOST.toNanos()) {
            findings.wrong(Wrong.STOP, run + ": took " + TimeUnit.NANOSECONDS.toMillis(took) + " ms");
        }
    }

    /** Only what the program says it has cut off may be, and there is something to cut off exactly where calls outlast the grace. */
    private void boughtTwice(String run, Calls calls, long twice, String said) {
        Matcher told = CUT_OFF.matcher(said);
        long cut = told.find() ? Long.parseLong(told.group(1)) : 0;
        findings.count(calls.twice(), twice);
        findings.count(calls.cut(), cut);
        if (twice > cut || cut > plan.inFlight() || calls.cutOff() != cut > 0) {
            findings.wrong(
                    Wrong.BOUGHT_TWICE_AFTER_STOP,
                    run + ": bought twice " + twice + ", cut off " + cut + "; said: " + said);
        }
    }
}
