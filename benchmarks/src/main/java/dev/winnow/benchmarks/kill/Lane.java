package dev.winnow.benchmarks.kill;

import dev.winnow.simulator.Latency;
import dev.winnow.simulator.Simulator;
import dev.winnow.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One run after the other on one database, each killed until it comes to its end. */
final class Lane {

    static final String KILLS = "kills";

    /** A document that is refused gives the run this exit code. */
    private static final int FINISHED = 3;

    private static final int STOPPED = 1;

    private enum Victim {
        PROGRAM,
        DATABASE_THEN_PROGRAM,
        PROGRAM_THEN_DATABASE,
        DATABASE
    }

    private final Plan plan;
    private final String name;
    private final Path directory;
    private final Random random;
    private final Findings findings;
    /** Of an undisturbed run, in milliseconds. */
    private long length;

    private int runs;

    Lane(Plan plan, String name, Findings findings) {
        this.plan = plan;
        this.name = name;
        this.directory = plan.work().resolve(name);
        this.random = new Random(plan.seed() * 1_000 + name.hashCode());
        this.findings = findings;
    }

    /** Runs twice undisturbed, first to create the database, and then until there were enough kills over all lanes. */
    void work() throws IOException, InterruptedException, SQLException {
        run(false);
        length = run(false);
        findings.took("undisturbed run", TimeUnit.MILLISECONDS.toNanos(length));
        while (findings.counted(KILLS) < plan.kills()) {
            run(true);
        }
    }

    /** One run to its end; gives back what its last process took, in milliseconds. */
    private long run(boolean killed) throws IOException, InterruptedException, SQLException {
        String run = name + "-" + ++runs;
        Documents documents = Documents.write(plan.work().resolve("documents-" + run), run, plan.documents());
        Arrivals arrivals = new Arrivals(Latency.heavyTail(random.nextLong()));
        SimulatorOptions options = SimulatorOptions.defaults().withLatency(arrivals);
        try (Simulator model = Simulator.start(options, documents.answers())) {
            boolean ended = false;
            long took = 0;
            int i;
            for (i = 1; !ended; i++) {
                arrivals.watch();
                Program program = Program.start(
                        plan, directory, documents, model.baseUrl().toString());
                ended = killed ? killed(program) : ended(program);
                took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - program.started());
                if (killed && arrivals.first() > 0) {
                    long first = arrivals.first() - program.started();
                    findings.took(i == 1 ? "first call of a run after" : "first call of a restart after", first);
                }
            }
            new Ledger(run, documents, model, findings).check(directory);
            if (!Servers.gone(directory, 2_000)) {
                findings.wrong(run + ": processes are left: " + Servers.below(directory));
            }
            findings.count("runs", 1);
            System.out.printf("%s: %d processes, %d kills so far%n", run, i - 1, findings.counted(KILLS));
            return took;
        }
    }

    /** Whether the run is at its end. */
    private boolean killed(Program program) throws IOException, InterruptedException {
        if (program.ends(random.nextLong(length))) {
            return judged(program, false);
        }
        Victim victim = random.nextInt(3) > 0 ? Victim.PROGRAM : Victim.values()[1 + random.nextInt(3)];
        boolean whole = random.nextBoolean();
        switch (victim) {
            case PROGRAM -> program.kill();
            case DATABASE_THEN_PROGRAM -> {
                killDatabase(whole);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(500));
                program.kill();
            }
            case PROGRAM_THEN_DATABASE -> {
                program.kill();
                killDatabase(whole);
            }
            default -> killDatabase(whole);
        }
        findings.count(KILLS, 1);
        findings.count("kills of " + victim, 1);
        return victim == Victim.DATABASE && judged(program, true);
    }

    /** @param whole all its processes at once, or the first alone, which the others have to notice */
    private void killDatabase(boolean whole) {
        Servers.kill(whole ? Servers.below(directory) : Servers.oldest(directory));
    }

    private boolean ended(Program program) throws IOException, InterruptedException {
        return judged(program, false);
    }

    private boolean judged(Program program, boolean mayStop) throws IOException, InterruptedException {
        long killed = System.nanoTime();
        if (!program.ends(Plan.LONGEST.toMillis())) {
            program.dump();
            program.kill();
            findings.wrong(name + "-" + runs + ": does not end: " + program.said());
            return false;
        }
        if (mayStop && program.exitCode() == STOPPED) {
            findings.took("end without a database after", System.nanoTime() - killed);
            findings.count("said: " + program.said().replaceAll("\\R", " / "), 1);
            return false;
        }
        if (program.exitCode() != FINISHED) {
            findings.wrong(name + "-" + runs + ": exit code " + program.exitCode() + ": " + program.said());
            return false;
        }
        return true;
    }
}
