package dev.winnow.benchmarks.kill;

import dev.winnow.benchmarks.kill.Findings.Wrong;
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

    /** Of the program, its database killed too or not. */
    static final String KILLS = "kills of the program";

    static final String RUNS = "runs";
    static final String KILLS_OF_BOTH = "kills of the program and its database";
    static final String KILLS_OF_DATABASE = "kills of the database alone";

    /** A document that is refused gives the run this exit code. */
    private static final int FINISHED = 3;

    private static final int STOPPED = 1;

    /** Of one run: more say that it comes to no end. */
    private static final int MOST_PROCESSES = 100;

    private enum Victim {
        PROGRAM,
        DATABASE_THEN_PROGRAM,
        PROGRAM_THEN_DATABASE,
        DATABASE
    }

    /** One of so many kills is of the database alone. */
    private static final int ALONE = 8;

    private final Plan plan;
    private final String name;
    private final Path directory;
    private final Random random;
    private final Findings findings;
    private final Restarts restarts;
    /** Of an undisturbed run, in milliseconds. */
    private long length;

    private int runs;
    /** Of the program. */
    private int kills;
    /** Of any kind, in the present run. */
    private int killsOfRun;
    /** When something was killed last, in {@link System#nanoTime}. */
    private long killedAt;

    Lane(Plan plan, String name, Findings findings) {
        this.plan = plan;
        this.name = name;
        this.directory = plan.work().resolve(name);
        this.random = new Random(plan.seed() * 1_000 + name.hashCode());
        this.findings = findings;
        this.restarts = new Restarts(findings);
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
            killsOfRun = 0;
            long places = 0;
            long unrecorded = 0;
            long cutOff = 0;
            for (i = 1; !ended; i++) {
                if (i > MOST_PROCESSES) {
                    throw new IllegalStateException(run + " comes to no end");
                }
                Program program = Program.start(
                        plan, directory, documents, model.baseUrl().toString());
                arrivals.watch();
                int before = killsOfRun;
                // once there were enough kills, it is let come to its end
                boolean more = killed && findings.counted(KILLS) < plan.kills();
                ended = more ? killed(program) : judged(program, false);
                took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - program.started());
                long underWay = cutOff + (i > 1 ? arrivals.late() : 0);
                places += Math.min(plan.inFlight(), underWay);
                unrecorded += Math.min(plan.unrecorded(), underWay);
                cutOff = killsOfRun > before ? arrivals.calls() : 0;
                if (i > 1) {
                    restarts.firstCall(run, program.started(), arrivals.first(), killsOfRun > before ? killedAt : 0);
                }
            }
            restarts.boughtTwice(run, places, unrecorded, new Ledger(run, documents, model, findings).check(directory));
            if (!Servers.gone(directory, 2_000)) {
                findings.wrong(Wrong.OTHER, run + ": processes are left: " + Servers.below(directory));
            }
            findings.count(RUNS, 1);
            System.out.printf("%s: %d processes, %d kills so far%n", run, i - 1, findings.counted(KILLS));
            return took;
        }
    }

    /** Whether the run is at its end. */
    private boolean killed(Program program) throws IOException, InterruptedException {
        if (program.ends(random.nextLong(length))) {
            return judged(program, false);
        }
        Victim victim = victim();
        boolean whole = random.nextBoolean();
        boolean dead = false;
        killedAt = System.nanoTime();
        switch (victim) {
            case PROGRAM -> dead = program.kill();
            case DATABASE_THEN_PROGRAM -> {
                killDatabase(whole);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(500));
                dead = program.kill();
            }
            case PROGRAM_THEN_DATABASE -> {
                dead = program.kill();
                killDatabase(whole);
            }
            default -> killDatabase(whole);
        }
        count(victim, dead);
        return !dead && judged(program, victim != Victim.PROGRAM);
    }

    /** The database too in each third kill of the program. */
    private Victim victim() {
        if (random.nextInt(ALONE) == 0) {
            return Victim.DATABASE;
        }
        if (kills % 3 > 0) {
            return Victim.PROGRAM;
        }
        return random.nextBoolean() ? Victim.DATABASE_THEN_PROGRAM : Victim.PROGRAM_THEN_DATABASE;
    }

    /** @param dead whether the program was killed, and has not ended by itself just before */
    private void count(Victim victim, boolean dead) {
        if (dead) {
            kills++;
            findings.count(KILLS, 1);
            findings.count(KILLS_OF_BOTH, victim == Victim.PROGRAM ? 0 : 1);
        } else if (victim != Victim.PROGRAM) {
            findings.count(KILLS_OF_DATABASE, 1);
        }
        killsOfRun += dead || victim != Victim.PROGRAM ? 1 : 0;
        findings.count("kills of " + victim, 1);
    }

    /** @param whole all its processes at once, or the first alone, which the others have to notice */
    private void killDatabase(boolean whole) {
        Servers.kill(whole ? Servers.below(directory) : Servers.oldest(directory));
    }

    private boolean judged(Program program, boolean mayStop) throws IOException, InterruptedException {
        long killed = System.nanoTime();
        if (!program.ends(Plan.LONGEST.toMillis())) {
            program.dump();
            program.kill();
            findings.wrong(Wrong.OTHER, name + "-" + runs + ": does not end: " + program.said());
            return false;
        }
        if (mayStop && program.exitCode() == STOPPED) {
            findings.took("end without a database after", System.nanoTime() - killed);
            findings.count("said: " + program.said().replaceAll("\\R", " / "), 1);
            return false;
        }
        if (program.exitCode() != FINISHED) {
            findings.wrong(
                    Wrong.OTHER, name + "-" + runs + ": exit code " + program.exitCode() + ": " + program.said());
            return false;
        }
        return true;
    }
}
